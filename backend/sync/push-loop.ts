import { AppError } from '../../core/contract/app-error.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import type { Ack, Push, PushResult, Refusal } from '../../core/sync/feed-messages.ts'
import { maxPageBytes, maxUpdateBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { Access } from '../../core/sync/policy.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import type { Connection } from '../storage/connection.ts'
import type { SyncLog, UnpushedUpdate } from './sync-log.ts'

export interface PushLoopOptions {
  readonly writer: Connection
  readonly log: SyncLog
  readonly documents: DocumentStore
  readonly access: (documentId: string) => Access
  readonly send: (message: Push) => void
  /** Local changes were acknowledged, or taken out; these activities have none any more. */
  readonly pushed: (activityIds: readonly string[]) => void
  /** The server lets this person do less than is known here. */
  readonly forbidden: () => void
  /** It cannot go on over this connection. */
  readonly failed: (error: unknown) => void
}

interface RefusedUpdate {
  readonly update: UnpushedUpdate
  readonly reason: Refusal
}

interface WaitingRequest {
  readonly resolve: (results: readonly PushResult[]) => void
  readonly reject: (error: AppError) => void
}

/** Sends over one connection what is new here, in order, one frame at a time. */
export class PushLoop {
  private readonly options: PushLoopOptions
  private readonly waiting = new Map<number, WaitingRequest>()
  private requests = 0
  private isPushing = false
  private isOver = false

  constructor(options: PushLoopOptions) {
    this.options = options
  }

  /** Sends until nothing is left; while it does, a second call does nothing. */
  push(): void {
    if (this.isPushing || this.isOver) return
    this.isPushing = true
    void this.pushAll()
      .catch((error: unknown) => this.options.failed(error))
      .finally(() => (this.isPushing = false))
  }

  acknowledge({ request, results }: Ack): void {
    this.waiting.get(request)?.resolve(results)
    this.waiting.delete(request)
  }

  /** The connection is over: what has no answer is sent again over the next one. */
  end(): void {
    this.isOver = true
    for (const { reject } of this.waiting.values())
      reject(new AppError('E-SRV-UNREACHABLE', 'closed before the answer'))
  }

  private async pushAll(): Promise<void> {
    const { log, pushed, forbidden } = this.options
    const limits = { maxUpdates: maxUpdatesPerFrame, maxBytes: maxPageBytes }
    for (let rows = log.unpushed(limits); rows.length > 0; rows = log.unpushed(limits)) {
      const due = rows.filter((row) => this.isForServer(row))
      const sent = due.filter(({ update }) => update.length <= maxUpdateBytes)
      const results = sent.length > 0 ? await this.request(sent) : []
      if (results.length !== sent.length) throw new AppError('INTERNAL', 'another count of results')
      const refused = due.flatMap((update): RefusedUpdate[] => {
        const result = results[sent.indexOf(update)] ?? { refusal: 'update-too-large' as const }
        return 'refusal' in result ? [{ update, reason: result.refusal }] : []
      })
      pushed(this.settle(refused, rows.at(-1)!.seq))
      if (refused.some(({ update, reason }) => reason === 'forbidden' && update.origin === 'local'))
        forbidden()
    }
  }

  /**
   * The server decides on everything that was written here, also where it would be forbidden now; the
   * directory of a workspace begun alone it has already. What others wrote it gets from who may.
   */
  private isForServer({ documentId, origin }: UnpushedUpdate): boolean {
    const isOurs = origin === 'local' && documentId !== directoryDocumentId
    return isOurs || this.options.access(documentId) === 'rw'
  }

  private request(updates: readonly UnpushedUpdate[]): Promise<readonly PushResult[]> {
    const request = ++this.requests
    return new Promise((resolve, reject) => {
      this.waiting.set(request, { resolve, reject })
      this.options.send({ type: 'push', request, updates })
    })
  }

  /**
   * Notes what the server has, and takes out what it refuses, together with what was written to the
   * same document since: that builds on it. `incomplete` is final too: changes are pushed in order,
   * so what is missing was refused.
   *
   * @returns the activities of which nothing is left to be sent
   */
  private settle(refused: readonly RefusedUpdate[], upTo: number): readonly string[] {
    const { log, documents } = this.options
    const own = refused.filter(({ update }) => update.origin === 'local')
    for (const [documentId, ofDocument] of Map.groupBy(own, ({ update }) => update.documentId)) {
      const [first] = ofDocument
      const { userId, at } = first!.update
      const since = log.unpushedOf(documentId, upTo)
      const updates = [...ofDocument.map(({ update }) => update), ...since]
      documents.withdraw(documentId, updates, (records) =>
        log.reject({
          documentId,
          origin: 'local',
          reason: first!.reason,
          userId,
          at,
          records,
          updates: updates.map(({ update }) => update),
        }),
      )
    }
    return this.options.writer.raw.transaction(() => log.setPushed(upTo)).immediate()
  }
}
