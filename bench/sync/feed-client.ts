import { WebSocket } from 'ws'
import { decodeServerMessage, encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type { PushedUpdate, PushResult, ServerMessage } from '../../core/sync/feed-messages.ts'
import { chainStart } from '../../core/sync/hash-chain.ts'
import { feedPath, feedProtocol, tokenPrefix } from '../../core/sync/server-api.ts'
import type { OurServer } from './server-process.ts'

/** Where a client has read to. */
export interface Place {
  readonly epoch: string
  readonly cursor: number
  readonly chain: Uint8Array
}

const beginning: Place = { epoch: '', cursor: 0, chain: chainStart }

/** One client of the feed, which looks at what comes only when it is asked to. */
export class FeedClient {
  /** Resolves when it has all there is. */
  readonly live: Promise<void>
  /** Called with every page, while it is set. */
  onPage: ((page: Extract<ServerMessage, { type: 'page' }>) => void) | undefined
  private readonly socket: WebSocket
  private readonly waiting = new Map<number, (results: readonly PushResult[]) => void>()
  private requests = 0

  constructor({ port, workspaceId }: OurServer, token: string, place = beginning) {
    this.socket = new WebSocket(`ws://127.0.0.1:${port}${feedPath(workspaceId)}`, [
      feedProtocol,
      tokenPrefix + token,
    ])
    const hello = {
      type: 'hello',
      protocol: 1,
      schemaVersion: 1,
      catalogue: false,
      ...place,
    } as const
    this.socket.on('open', () => this.socket.send(encodeFeedMessage(hello)))
    this.live = new Promise((resolve, reject) => {
      this.socket.on('error', reject)
      this.socket.on('close', (code) => reject(new Error(`a feed was closed with ${code}`)))
      this.socket.on('message', (data) => this.receive(new Uint8Array(data as Buffer), resolve))
    })
    // Closed by us at the end.
    this.live.catch(() => undefined)
  }

  /** Resolves with the server's answer. */
  push(updates: readonly PushedUpdate[]): Promise<readonly PushResult[]> {
    const request = ++this.requests
    this.socket.send(encodeFeedMessage({ type: 'push', request, updates }))
    return new Promise((resolve) => this.waiting.set(request, resolve))
  }

  close(): void {
    this.socket.terminate()
  }

  private receive(frame: Uint8Array, tellLive: () => void): void {
    // Hundreds of readers in one process: only a few of them decode.
    if (frame[0] === pageTag && !this.onPage) return
    const message = decodeServerMessage(frame)
    if (message.type === 'welcome' && !message.fits) throw new Error('the place does not fit')
    if (message.type === 'page') this.onPage?.(message)
    if (message.type === 'live') tellLive()
    if (message.type !== 'ack') return
    this.waiting.get(message.request)?.(message.results)
    this.waiting.delete(message.request)
  }
}

const pageTag = encodeFeedMessage({ type: 'page', to: 0, chain: chainStart, entries: [] })[0]
