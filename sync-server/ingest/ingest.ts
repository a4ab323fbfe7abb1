import { setTimeout as wait } from 'node:timers/promises'
import { documentKind } from '../../core/crdt/document-id.ts'
import {
  noPlaceOfItsOwn,
  type PushedUpdate,
  type PushResult,
  type Refusal,
} from '../../core/sync/feed-messages.ts'
import { sha256 } from '../../core/sync/hash-chain.ts'
import { maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import { type Claims, policy } from '../../core/sync/policy.ts'
import { updateFault } from '../../core/sync/update-fault.ts'
import type { LogStore } from '../log/log-store.ts'
import { DocumentCache } from './document-cache.ts'
import { type Ingested, LogAnnouncer, type LogListener } from './log-announcer.ts'
import type { ServerDocument } from './server-document.ts'

/**
 * From one transaction to the next, in ms, while updates keep coming: the wait for the disk costs more
 * processor time than all the rest, so several connections share it. The first after a pause is written
 * at once.
 */
const transactionEveryMs = 20

export interface IngestOptions {
  readonly store: LogStore
  /** UTC milliseconds. */
  readonly now: () => number
  readonly log: (message: string) => void
  readonly observer?: IngestObserver
}

/** Hears what there is to measure. */
export interface IngestObserver {
  answered(updates: readonly PushedUpdate[], results: readonly PushResult[]): void
  /** One transaction of the log took that long, in seconds. */
  appended(durationS: number): void
  /** The storage refused; pushes were answered with `error`. */
  failed(error: unknown): void
}

interface WaitingPush {
  readonly userId: string
  readonly mayWrite: (documentId: string) => boolean
  readonly updates: readonly PushedUpdate[]
  readonly origin: unknown
  readonly resolve: (results: PushResult[]) => void
  readonly reject: (error: unknown) => void
}

const isSame = (a: Item, b: Item): boolean =>
  a.documentId === b.documentId && Buffer.compare(a.sha256, b.sha256) === 0

/** `undefined`: it is to be appended. */
type Verdict = Refusal | 'unchanged' | undefined

/** One update on its way; `result` is there once it is decided. */
interface Item extends PushedUpdate {
  readonly push: WaitingPush
  readonly sha256: Uint8Array
  result?: PushResult
}

/**
 * The one way into the log: limits, policy, decoding, a trial on the document itself, append,
 * acknowledge, announce. Pushes that arrive while others are written share the next transaction and
 * its wait for the disk, so one process takes in updates of many connections at the speed of few
 * commits.
 */
export class Ingest {
  private readonly options: IngestOptions
  private readonly documents: DocumentCache
  private readonly announcer: LogAnnouncer
  private waiting: WaitingPush[] = []
  private isWoken = false
  private running: Promise<void> | undefined
  private lastTransactionAt = Number.NEGATIVE_INFINITY

  constructor(options: IngestOptions) {
    this.options = options
    this.documents = new DocumentCache(options)
    const { store, log } = options
    this.announcer = new LogAnnouncer({
      ...{ store, log },
      others: (entry) => this.documents.follow(entry),
    })
  }

  /**
   * Takes in the updates of one person, in their order, and answers for each with its place in the
   * log or why it is refused; a refused update does not hold up the others. An update that the log
   * has already is answered with the place it has, one that changes nothing with 0: after folding,
   * the log has it in other bytes. When the promise resolves, what was accepted
   * survives a crash.
   *
   * @param origin told to listeners with each entry, for instance the connection
   * @throws AppError `E-DISK-FULL` and other storage codes: some of the updates may be in the log, so
   *   the same push is to be repeated
   */
  push(claims: Claims, updates: readonly PushedUpdate[], origin?: unknown): Promise<PushResult[]> {
    const mayWrite = (documentId: string): boolean => policy(claims, documentId) === 'rw'
    return this.enqueue({ userId: claims.userId, mayWrite, updates, origin })
  }

  /** As `push`, for what the server itself writes: every document of ours is open to it. */
  pushAsServer(updates: readonly PushedUpdate[], origin?: unknown): Promise<PushResult[]> {
    const mayWrite = (documentId: string): boolean => documentKind(documentId) !== undefined
    return this.enqueue({ userId: serverUserId, mayWrite, updates, origin })
  }

  /**
   * Announces what other servers have appended to the same log; what it has the first time is known.
   * Resolves when the log was read.
   */
  follow(): Promise<void> {
    this.isWoken = true
    return this.begin()
  }

  /** Resolves when every push so far has its answer. */
  settled(): Promise<void> {
    return this.running ?? Promise.resolve()
  }

  private enqueue(push: Omit<WaitingPush, 'resolve' | 'reject'>): Promise<PushResult[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...push, resolve, reject })
      void this.begin()
    })
  }

  /**
   * Calls `listener` with new entries, in the order of the log and whichever server appended them,
   * after their senders have their answer. Answers with a function that ends it.
   */
  onIngested(listener: LogListener): () => void {
    return this.announcer.add(listener)
  }

  private begin(): Promise<void> {
    this.running ??= this.run().finally(() => (this.running = undefined))
    return this.running
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0 || this.isWoken) {
      // Lets every socket that has something to read be heard first: they share the commit.
      const waitMs = this.lastTransactionAt + transactionEveryMs - performance.now()
      await (waitMs > 0 ? wait(waitMs) : new Promise(setImmediate))
      const isWoken = this.isWoken
      this.isWoken = false
      this.lastTransactionAt = performance.now()
      const ingested = await this.takeIn(this.nextBatch())
      // The senders' continuations come before this one.
      await Promise.resolve()
      await this.announcer.announce(ingested, isWoken)
    }
  }

  private nextBatch(): WaitingPush[] {
    let updates = 0
    const next = this.waiting.findIndex((push) => {
      updates += push.updates.length
      return updates > maxUpdatesPerFrame
    })
    const batch = next === -1 ? this.waiting.length : Math.max(next, 1)
    return this.waiting.splice(0, batch)
  }

  private async takeIn(pushes: readonly WaitingPush[]): Promise<Ingested[]> {
    const items = pushes.flatMap(itemsOf)
    const ingested: Ingested[] = []
    let accepted: Item[] = []
    const append = async (): Promise<void> => {
      ingested.push(...(await this.append(accepted)))
      accepted = []
      this.documents.trim()
    }
    try {
      await this.announcer.start()
      await this.answerKnown(items)
      for (const item of items) {
        if (item.result) continue
        const verdict = await this.verdictOn(item, accepted)
        // The same update twice in a batch becomes one entry.
        const isAgain = verdict === 'unchanged' && accepted.some((other) => isSame(other, item))
        if (verdict === undefined || isAgain) accepted.push(item)
        else if (verdict === 'unchanged') item.result = { seq: noPlaceOfItsOwn }
        else item.result = { refusal: verdict }
        if (this.documents.isFull()) await append()
      }
      await append()
      for (const push of pushes) {
        const results = items.filter((item) => item.push === push).map(({ result }) => result!)
        this.options.observer?.answered(push.updates, results)
        push.resolve(results)
      }
    } catch (error) {
      // Documents in memory may have what the log does not.
      for (const { documentId } of items) this.documents.drop(documentId)
      this.options.observer?.failed(error)
      for (const push of pushes) push.reject(error)
    }
    return ingested
  }

  private async answerKnown(items: readonly Item[]): Promise<void> {
    const asked = items.filter(({ result }) => !result)
    const places = await this.options.store.placesOf(asked)
    for (const [index, item] of asked.entries()) {
      const seq = places[index]
      if (seq !== undefined) item.result = { seq }
    }
  }

  private async verdictOn(item: Item, accepted: readonly Item[]): Promise<Verdict> {
    const fault = updateFault(item.update)
    if (fault) return fault
    const verdict = await this.tryOut(item, accepted)
    // Another server may have appended what is missing here, which the log tells only later.
    if (verdict !== 'incomplete' || !(await this.announcer.isBehind())) return verdict
    return this.tryOut(item, accepted)
  }

  /** Tries an update on its document, which has it afterwards unless it is refused. */
  private async tryOut(item: Item, accepted: readonly Item[]): Promise<Verdict> {
    const { documentId, update } = item
    const document = await this.documents.get(documentId)
    if (!document.hasRoomFor(update.length)) return 'document-too-large'
    const verdict = tryOn(document, update)
    if (verdict === undefined || verdict === 'unchanged') return verdict
    // What was tried has spoilt the document in memory; the next one is made from the log.
    this.documents.drop(documentId)
    const again = accepted.filter((other) => other.documentId === documentId)
    if (again.length > 0)
      (await this.documents.get(documentId)).apply(again.map((other) => other.update))
    return verdict
  }

  private async append(accepted: readonly Item[]): Promise<Ingested[]> {
    if (accepted.length === 0) return []
    const at = this.options.now()
    const entries = accepted.map(({ push, documentId, update }) => ({
      documentId,
      userId: push.userId,
      at,
      update,
    }))
    const startedAt = performance.now()
    const seqs = await this.options.store.append(entries)
    this.options.observer?.appended((performance.now() - startedAt) / 1000)
    const ingested = new Map<number, Ingested>()
    for (const [index, item] of accepted.entries()) {
      const seq = seqs[index]!
      item.result = { seq }
      if (!ingested.has(seq))
        ingested.set(seq, { entry: { ...entries[index]!, seq }, origin: item.push.origin })
    }
    return [...ingested.values()]
  }
}

function tryOn(document: ServerDocument, update: Uint8Array): Verdict {
  try {
    return document.tryUpdate(update)
  } catch {
    return 'malformed'
  }
}

/** The updates of a push; those that its sender may not write are refused already. */
function itemsOf(push: WaitingPush): Item[] {
  return push.updates.map((pushed) => ({
    ...pushed,
    push,
    sha256: sha256(pushed.update),
    ...(!push.mayWrite(pushed.documentId) && {
      result: { refusal: 'forbidden' as const },
    }),
  }))
}
