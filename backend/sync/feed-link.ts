import { dayMs } from '../../core/domain/time/instant.ts'
import WebSocket from 'ws'
import { decodeServerMessage, encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type {
  Catalogue,
  ClientMessage,
  Page,
  ServerMessage,
  Welcome,
} from '../../core/sync/feed-messages.ts'
import type { Access } from '../../core/sync/policy.ts'
import { closingCodes, feedPath, feedProtocol, tokenPrefix } from '../../core/sync/server-api.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import type { Connection } from '../storage/connection.ts'
import { DocumentFetch } from './document-fetch.ts'
import { EntryIntake } from './entry-intake.ts'
import type { FetchList } from './fetch-list.ts'
import { fetchOrder } from './fetch-order.ts'
import { PushLoop } from './push-loop.ts'
import type { SyncLog } from './sync-log.ts'

const protocol = 1
/** Version of the documents' records that this app writes. */
const schemaVersion = 1
/** Activities of a year that ended so long ago are not current any more. */
const currentDays = 60
/** Pages that wait before the socket is no longer read. */
const mostWaitingMessages = 4
/** How long nothing may come before a connection counts as dead, in ms: the server sends something every 25 s. */
export const usualSilenceMs = 60_000

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
  readonly silenceMs: number
  readonly access: (documentId: string) => Access
  readonly events: FeedLinkEvents
}

export interface FeedLinkEvents {
  /** How much is here: places of the server's log, or documents where there are some to fetch. */
  progress(this: void, done: number, total: number): void
  /** Everything that the server had is here; called again after everything that follows. */
  live(this: void): void
  /** Local changes were acknowledged, or taken out; these activities have none any more. */
  pushed(this: void, activityIds: readonly string[]): void
  /** Nothing here is known to be with the server any more. */
  startedOver(this: void): void
  /** The server lets this person do less than is known here. */
  forbidden(this: void): void
  problem(this: void, message: string): void
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
  private readonly intake: EntryIntake
  private readonly fetch: DocumentFetch
  private readonly pushes: PushLoop
  private listed: string[] = []
  private waiting: ServerMessage[] = []
  private isHandling = false
  private isPlaced = false
  /** Nothing more is taken in: a page that failed must not be followed by the next one. */
  private isOver = false
  private isLive = false
  private newest = 0
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
    this.intake = new EntryIntake({ ...options, problem: options.events.problem })
    this.fetch = new DocumentFetch({
      list: options.fetchList,
      send: (message) => this.send(message),
      receive: (entries, andThen) => this.intake.write(entries, andThen, { isNews: false }),
      progress: options.events.progress,
    })
    this.pushes = new PushLoop({
      ...options,
      send: (message) => this.send(message),
      pushed: options.events.pushed,
      forbidden: options.events.forbidden,
      failed: (error) => this.fail(error),
    })
    this.socket.on('open', () => this.sayHello())
    this.socket.on('message', (data: Buffer) => this.hear(data))
    this.socket.on('ping', () => this.heardSomething())
    this.ended = new Promise((resolve) => {
      this.socket.on('error', (error) => options.events.problem(String(error)))
      this.socket.on('close', (code, reason) => {
        clearTimeout(this.silence)
        this.isOver = true
        this.pushes.end()
        this.intake.end()
        resolve({ code, reason: reason.toString() })
      })
    })
    this.heardSomething()
  }

  /** Sends what is new here, as soon as the place in the log is agreed upon. */
  push(): void {
    if (this.isPlaced) this.pushes.push()
  }

  /** Shows a newer token before the old one expires. */
  authenticate(token: string): void {
    this.send({ type: 'auth', token })
  }

  close(): void {
    this.isOver = true
    this.intake.end()
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
    this.silence = setTimeout(() => this.socket.terminate(), this.options.silenceMs)
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
        this.pushes.acknowledge(message)
    }
  }

  private welcome({ epoch, seq, fits }: Welcome): void {
    const { log } = this.options
    this.newest = seq
    if (!fits) {
      // The server was restored from a backup, or this folder was: compare from the start.
      this.transaction(() => log.startOver())
      this.options.events.startedOver()
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
    await this.intake.write(
      entries,
      () => log.setPlace({ epoch: log.place().epoch, cursor: to, chain }),
      { isNews: true },
    )
    this.newest = Math.max(this.newest, to)
    if (!this.fetch.isDone) return
    events.progress(to, this.newest)
    this.tellLive()
  }

  private transaction(work: () => void): void {
    this.options.writer.raw.transaction(work).immediate()
  }

  private send(message: ClientMessage): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(encodeFeedMessage(message))
  }

  private fail(error: unknown): void {
    this.isOver = true
    this.intake.end()
    this.options.events.problem(String(error))
    this.socket.close(closingCodes.malformed)
    this.socket.terminate()
  }
}

/** The first year that is not over for long. */
const currentSince = (now: number): number => new Date(now - currentDays * dayMs).getUTCFullYear()
