import WebSocket from 'ws'
import { AppError } from '../../core/contract/app-error.ts'
import { decodeServerMessage, encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type {
  Ack,
  Catalogue,
  ClientMessage,
  Page,
  PushResult,
  Refusal,
  ServerMessage,
  Welcome,
} from '../../core/sync/feed-messages.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import { maxPageBytes, maxUpdateBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { Access } from '../../core/sync/policy.ts'
import { closingCodes, feedPath, feedProtocol, tokenPrefix } from '../../core/sync/server-api.ts'
import { type DocumentStore, PoisonUpdate } from '../documents/document-store.ts'
import type { Connection } from '../storage/connection.ts'
import { DocumentFetch } from './document-fetch.ts'
import type { FetchList } from './fetch-list.ts'
import { fetchOrder } from './fetch-order.ts'
import type { SyncLog, UnpushedUpdate } from './sync-log.ts'

const protocol = 1
/** Version of the documents' records that this app writes. */
const schemaVersion = 1
/** Written in one transaction: other calls are answered in between. */
const entriesAtOnce = 50
const bytesAtOnce = 256 * 1024
/** Activities of a year that ended so long ago are not current any more. */
const currentDays = 60
/** Pages that wait before the socket is no longer read. */
const mostWaitingMessages = 4
/** The server sends something every 25 s. */
const silenceMs = 60_000

export interface FeedLinkOptions {
  readonly server: string
  readonly workspaceId: string
  readonly accessToken: string
  readonly writer: Connection
  readonly log: SyncLog
  readonly fetchList: FetchList
  readonly documents: DocumentStore
  /** UTC milliseconds. */
  readonly now: () => number
  readonly access: (documentId: string) => Access
  readonly events: FeedLinkEvents
}

export interface FeedLinkEvents {
  /** How much is here: places of the server's log, or documents where there are some to fetch. */
  progress(this: void, done: number, total: number): void
  /** Everything that the server had is here; called again after everything that follows. */
  live(this: void): void
  /** Local changes were acknowledged, or taken out. */
  pushed(this: void): void
  /** The server lets this person do less than is known here. */
  forbidden(this: void): void
  problem(this: void, message: string): void
}

interface RefusedUpdate {
  readonly update: UnpushedUpdate
  readonly reason: Refusal
}

/** The code of a connection that `close` ended. */
export const closedByUs = 1000

/** Why a link ended; `code` as in `closingCodes`, 1006 for a connection that was lost. */
export interface LinkEnd {
  readonly code: number
  readonly reason: string
}

/**
 * One connection to the server's feed: says where this device stands, takes in the pages that follow
 * and pushes what is new here, in order, one frame at a time. It holds no state that matters: what it
 * learnt is in the database before it goes on, so it may be cut at any moment.
 */
export class FeedLink {
  /** Settles when the connection is over, whatever the cause; never rejects. */
  readonly ended: Promise<LinkEnd>
  private readonly options: FeedLinkOptions
  private readonly socket: WebSocket
  private readonly waitingAcks = new Map<number, (results: readonly PushResult[]) => void>()
  private readonly fetch: DocumentFetch
  private listed: string[] = []
  private waiting: ServerMessage[] = []
  private isHandling = false
  private isPushing = false
  private isPlaced = false
  /** Nothing more is taken in: a page that failed must not be followed by the next one. */
  private isOver = false
  private isLive = false
  private newest = 0
  private requests = 0
  private silence: NodeJS.Timeout | undefined

  constructor(options: FeedLinkOptions) {
    this.options = options
    const { server, workspaceId, accessToken } = options
    const url = server.replace(/^http/, 'ws') + feedPath(workspaceId)
    this.socket = new WebSocket(url, [feedProtocol, tokenPrefix + accessToken], {
      followRedirects: false,
      handshakeTimeout: 20_000,
    })
    this.socket.binaryType = 'nodebuffer'
    this.fetch = new DocumentFetch({
      list: options.fetchList,
      send: (message) => this.send(message),
      receive: (entries, andThen) => this.receiveAll(entries, andThen),
      progress: options.events.progress,
    })
    this.socket.on('open', () => this.sayHello())
    this.socket.on('message', (data: Buffer) => this.hear(data))
    this.socket.on('ping', () => this.heardSomething())
    this.ended = new Promise((resolve) => {
      this.socket.on('error', (error) => options.events.problem(String(error)))
      this.socket.on('close', (code, reason) => {
        clearTimeout(this.silence)
        this.isOver = true
        resolve({ code, reason: reason.toString() })
      })
    })
    this.heardSomething()
  }

  /** Sends what is new here, as soon as the place in the log is agreed upon. */
  push(): void {
    if (!this.isPlaced || this.isPushing) return
    this.isPushing = true
    void this.pushAll()
      .catch((error: unknown) => this.fail(error))
      .finally(() => (this.isPushing = false))
  }

  /** Shows a newer token before the old one expires. */
  authenticate(token: string): void {
    this.send({ type: 'auth', token })
  }

  close(): void {
    this.isOver = true
    this.socket.close(closedByUs)
    // A server that does not answer must not keep us.
    setTimeout(() => this.socket.terminate(), 1000).unref()
  }

  private sayHello(): void {
    const { epoch, cursor, chain } = this.options.log.place()
    const catalogue = this.options.log.isCatalogueDue()
    this.send({ type: 'hello', protocol, schemaVersion, epoch, cursor, chain, catalogue })
  }

  private hear(data: Buffer): void {
    if (this.isOver) return
    this.heardSomething()
    try {
      this.waiting.push(decodeServerMessage(data))
    } catch (error) {
      this.fail(error)
      return
    }
    if (this.waiting.length >= mostWaitingMessages) this.socket.pause()
    if (!this.isHandling) void this.handleWaiting()
  }

  private heardSomething(): void {
    clearTimeout(this.silence)
    this.silence = setTimeout(() => this.socket.terminate(), silenceMs)
    this.silence.unref()
  }

  private async handleWaiting(): Promise<void> {
    this.isHandling = true
    try {
      for (let message = this.waiting.shift(); message; message = this.waiting.shift()) {
        if (this.isOver) break
        await this.handle(message)
        if (this.socket.isPaused && this.waiting.length < mostWaitingMessages) this.socket.resume()
      }
    } catch (error) {
      this.fail(error)
    } finally {
      this.isHandling = false
    }
  }

  private async handle(message: ServerMessage): Promise<void> {
    switch (message.type) {
      case 'welcome':
        this.welcome(message)
        break
      case 'catalogue':
        this.list(message)
        break
      case 'page':
        await this.takeIn(message)
        break
      case 'documents':
        await this.fetch.takeIn(message)
        this.tellLive()
        break
      case 'live':
        this.isLive = true
        this.tellLive()
        break
      case 'ack':
        this.acknowledge(message)
    }
  }

  private welcome({ epoch, seq, fits }: Welcome): void {
    const { log } = this.options
    this.newest = seq
    if (!fits) {
      // The server was restored from a backup, or this folder was: compare from the start.
      this.transaction(() => log.startOver())
      this.sayHello()
      return
    }
    const place = log.place()
    if (place.epoch !== epoch) this.transaction(() => log.setPlace({ ...place, epoch }))
    this.isPlaced = true
    this.push()
    if (!log.isCatalogueDue()) this.fetch.start()
  }

  /** Notes what is to be fetched; with that this device's place in the log is where the list was made. */
  private list({ to, chain, documentIds, isLast }: Catalogue): void {
    const { log, fetchList, documents, events } = this.options
    this.listed.push(...documentIds)
    if (!isLast) return
    this.transaction(() => {
      const place = log.place()
      const isFirst = place.cursor === 0
      if (isFirst) {
        fetchList.clear()
        log.setPlace({ ...place, cursor: to, chain })
      }
      const lacking = this.listed.filter((id) => isFirst || !documents.has(id))
      fetchList.add(fetchOrder(lacking, currentSince(this.options.now())))
      log.setCatalogueDue(false)
    })
    this.listed = []
    this.fetch.start()
    events.progress(0, Math.max(1, fetchList.count()))
  }

  private tellLive(): void {
    if (this.isLive && this.fetch.isDone) this.options.events.live()
  }

  private async takeIn({ entries, to, chain }: Page): Promise<void> {
    const { log, events } = this.options
    await this.receiveAll(entries, () =>
      log.setPlace({ epoch: log.place().epoch, cursor: to, chain }),
    )
    this.newest = Math.max(this.newest, to)
    if (!this.fetch.isDone) return
    events.progress(to, this.newest)
    this.tellLive()
  }

  /** Writes entries in transactions of a bounded size, between which everybody else has a turn. */
  private async receiveAll(entries: readonly LogEntry[], andThen: () => void): Promise<void> {
    let start = 0
    do {
      if (this.isOver) return
      const end = endOfSlice(entries, start)
      this.receive(entries.slice(start, end), end < entries.length ? () => undefined : andThen)
      start = end
      await new Promise(setImmediate)
    } while (start < entries.length)
  }

  /** Writes entries; one that Yjs cannot apply is put aside, and the others go on. */
  private receive(entries: readonly LogEntry[], andThen: () => void): void {
    const { documents, log, events } = this.options
    try {
      documents.receive(entries, andThen)
    } catch (error) {
      if (!(error instanceof PoisonUpdate)) throw error
      const { entry } = error
      events.problem(error.message)
      this.transaction(() =>
        log.reject({
          documentId: entry.documentId,
          origin: 'remote',
          reason: 'poison',
          userId: entry.userId,
          at: entry.at,
          records: [],
          updates: [entry.update],
        }),
      )
      this.receive(
        entries.filter((other) => other !== entry),
        andThen,
      )
    }
  }

  private async pushAll(): Promise<void> {
    const { log, events } = this.options
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
      this.settle(refused, rows.at(-1)!.seq)
      events.pushed()
      if (refused.some(({ update, reason }) => reason === 'forbidden' && update.origin === 'local'))
        events.forbidden()
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
      this.waitingAcks.set(request, resolve)
      this.send({ type: 'push', request, updates })
      void this.ended.then(() =>
        reject(new AppError('E-SRV-UNREACHABLE', 'closed before the answer')),
      )
    })
  }

  private acknowledge({ request, results }: Ack): void {
    this.waitingAcks.get(request)?.(results)
    this.waitingAcks.delete(request)
  }

  /**
   * Notes what the server has, and takes out what it refuses, together with what was written to the
   * same document since: that builds on it. `incomplete` is final too: changes are pushed in order,
   * so what is missing was refused.
   */
  private settle(refused: readonly RefusedUpdate[], upTo: number): void {
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
    this.transaction(() => log.setPushed(upTo))
  }

  private transaction(work: () => void): void {
    this.options.writer.raw.transaction(work).immediate()
  }

  private send(message: ClientMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(encodeFeedMessage(message))
  }

  private fail(error: unknown): void {
    this.isOver = true
    this.options.events.problem(String(error))
    this.socket.close(closingCodes.malformed)
    this.socket.terminate()
  }
}

function endOfSlice(entries: readonly LogEntry[], start: number): number {
  let bytes = 0
  for (let end = start; end < entries.length; end++) {
    bytes += entries[end]!.update.length
    if (end > start && (bytes > bytesAtOnce || end - start === entriesAtOnce)) return end
  }
  return entries.length
}

/** The first year that is not over for long. */
const currentSince = (now: number): number =>
  new Date(now - currentDays * 86_400_000).getUTCFullYear()
