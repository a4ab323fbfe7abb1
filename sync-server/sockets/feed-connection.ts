import { decodeClientMessage, encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type { Auth, ClientMessage, Fetch, Hello, Push } from '../../core/sync/feed-messages.ts'
import { MalformedFrame } from '../../core/sync/frame-reader.ts'
import { policy } from '../../core/sync/policy.ts'
import { closingCodes } from '../../core/sync/server-api.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { LogStore } from '../log/log-store.ts'
import { catalogueOf, fetchDocuments } from './catalogue.ts'
import { FeedReader } from './feed-reader.ts'
import { OwnPushes } from './own-pushes.ts'
import type { Peer, PeerHandlers } from './peer.ts'
import { PushQueue } from './push-queue.ts'
import type { SharedPages } from './shared-pages.ts'
import type { Authenticated } from '../identity/sessions.ts'

/** The version of the feed's messages that this server speaks. */
const spokenProtocol = 1

export interface FeedConnectionOptions {
  readonly store: LogStore
  readonly pages: SharedPages
  readonly ingest: Ingest
  readonly authenticate: (token: string) => Promise<Authenticated>
  /** UTC milliseconds. */
  readonly now: () => number
}

/** One client of the feed: hello, then pages of the log one way and pushes the other. */
export class FeedConnection implements PeerHandlers {
  private readonly options: FeedConnectionOptions
  private readonly peer: Peer
  private readonly queue: PushQueue
  private readonly own = new OwnPushes()
  private readonly stopListening: () => void
  private greeted = false
  private reader: FeedReader | undefined

  constructor(options: FeedConnectionOptions, peer: Peer) {
    this.options = options
    this.peer = peer
    this.queue = new PushQueue(peer, options.now)
    this.stopListening = options.ingest.onIngested(() => this.reader?.wake())
  }

  onMessage(frame: Uint8Array): void {
    const message = decodedOrUndefined(frame)
    if (!message) return this.malformed('no message of the feed')
    if (!this.greeted && message.type !== 'hello') return this.malformed('hello comes first')
    if (message.type === 'auth') return void this.renew(message)
    if (message.type === 'hello') {
      this.greeted = true
      return this.queue.add({ updates: 0, bytes: frame.length }, () => this.greet(message))
    }
    if (message.type === 'fetch')
      return this.queue.add({ updates: message.documents.length, bytes: frame.length }, () =>
        this.give(message),
      )
    this.queue.add({ updates: message.updates.length, bytes: frame.length }, () =>
      this.takeIn(message),
    )
  }

  onClosed(): void {
    this.stopListening()
  }

  private async greet(hello: Hello): Promise<void> {
    if (hello.protocol !== spokenProtocol) return this.malformed('another protocol')
    if (this.reader) return this.malformed('hello was said')
    const { store, pages } = this.options
    const { epoch, seq } = await store.head()
    const fits = await this.isPlaceOf(hello, epoch)
    this.peer.send(encodeFeedMessage({ type: 'welcome', epoch, seq, fits }))
    if (!fits) return
    let { cursor } = hello
    if (hello.catalogue)
      for await (const part of catalogueOf(store, this.isVisible)) {
        if (hello.cursor === 0) cursor = part.to
        this.peer.send(encodeFeedMessage(part))
        if (!(await this.peer.drained())) return
      }
    this.reader = new FeedReader(
      {
        pages,
        peer: this.peer,
        isVisible: (entry) => this.isVisible(entry.documentId) && !this.own.has(entry),
        onRead: (to) => this.own.forgetUpTo(to),
      },
      cursor,
    )
    this.reader.wake()
  }

  private readonly isVisible = (documentId: string): boolean =>
    policy(this.peer.session.claims, documentId) !== 'none'

  private async give({ request, documents }: Fetch): Promise<void> {
    const found = await fetchDocuments(this.options.store, documents, this.isVisible)
    this.peer.send(encodeFeedMessage({ type: 'documents', request, ...found }))
    // A client that asks for more than it takes waits for its answer.
    await this.peer.drained()
  }

  /** `chainAt` knows no place beyond the head. */
  private async isPlaceOf({ epoch, cursor, chain }: Hello, ours: string): Promise<boolean> {
    if (epoch !== ours && (epoch !== '' || cursor !== 0)) return false
    const link = await this.options.store.chainAt(cursor)
    return link !== undefined && (cursor === 0 || Buffer.compare(link, chain) === 0)
  }

  private async takeIn({ request, updates }: Push): Promise<void> {
    if (!this.reader) return this.malformed('a push before the place fits')
    this.own.begin(updates)
    const results = await this.options.ingest.push(this.peer.session.claims, updates, this)
    this.own.end(results)
    this.peer.send(encodeFeedMessage({ type: 'ack', request, results }))
  }

  private async renew({ token }: Auth): Promise<void> {
    try {
      const session = await this.options.authenticate(token)
      const { claims, deviceId } = this.peer.session
      if (session.claims.userId === claims.userId && session.deviceId === deviceId)
        this.peer.renew(session)
      else this.peer.close(closingCodes.forbidden, 'the token of somebody else')
    } catch (error) {
      this.peer.fail(error)
    }
  }

  private malformed(reason: string): void {
    this.peer.close(closingCodes.malformed, reason)
  }
}

function decodedOrUndefined(frame: Uint8Array): ClientMessage | undefined {
  try {
    return decodeClientMessage(frame)
  } catch (error) {
    if (error instanceof MalformedFrame) return undefined
    throw error
  }
}
