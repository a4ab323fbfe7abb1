import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { AppError } from '../../core/contract/app-error.ts'
import { decodeServerMessage, encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type {
  Ack,
  Documents,
  Hello,
  Page,
  PushedUpdate,
  ServerMessage,
  WantedDocument,
} from '../../core/sync/feed-messages.ts'
import { chainStart } from '../../core/sync/hash-chain.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { Claims } from '../../core/sync/policy.ts'
import { feedPath, feedProtocol, tokenPrefix } from '../../core/sync/server-api.ts'
import type { LogStore } from '../log/log-store.ts'
import type { AccessChange } from '../storage/sql.ts'
import type { Authenticated } from '../identity/sessions.ts'
import { createSockets, type Sockets } from '../sockets/sockets.ts'
import { openTestLog, type TestLog, testNow } from './test-log.ts'

export const workspaceId = 'acme'

/** A clock that only a test moves. */
export class TestClock {
  at = testNow
  private readonly timers = new Set<{ due: number; callback: () => void }>()

  readonly now = (): number => this.at

  readonly after = (delayMs: number, callback: () => void): (() => void) => {
    const timer = { due: this.at + delayMs, callback }
    this.timers.add(timer)
    return () => void this.timers.delete(timer)
  }

  /** Runs what is due up to then, in its order. */
  advance(ms: number): void {
    const end = this.at + ms
    for (;;) {
      const next = [...this.timers].sort((a, b) => a.due - b.due)[0]
      if (!next || next.due > end) break
      this.timers.delete(next)
      this.at = Math.max(this.at, next.due)
      next.callback()
    }
    this.at = end
  }
}

export interface TestServer extends TestLog {
  readonly clock: TestClock
  readonly sockets: Sockets
  readonly port: number
  /** Sessions by token. */
  readonly sessions: Map<string, Authenticated>
  readonly changeAccess: (change: AccessChange) => void
  /** Happens next after a token was looked up, before that is known at the door; once. */
  meanwhile: () => void
  /** A token of a person's device, good for 15 minutes. */
  readonly tokenFor: (claims: Claims, deviceId?: string) => string
}

/** A server with both doors on a port of its own. */
export async function openTestServer(change?: (store: LogStore) => LogStore): Promise<TestServer> {
  const log = await openTestLog(change)
  const clock = new TestClock()
  const sessions = new Map<string, Authenticated>()
  const listeners = new Set<(change: AccessChange) => void>()
  const sockets = createSockets({
    ...log,
    workspaceId,
    now: clock.now,
    after: clock.after,
    log: (message) => log.said.push(message),
    authenticate: async (token) => {
      const session = sessions.get(token)
      const { meanwhile } = server
      server.meanwhile = () => undefined
      await Promise.resolve()
      meanwhile()
      if (token === 'revoked') throw new AppError('E-AUTH-REVOKED', token)
      if (!session) throw new AppError('E-AUTH-SESSION', token)
      return session
    },
    onAccessChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const http = createServer()
  http.on('upgrade', sockets.handleUpgrade)
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => {
    sockets.close()
    http.closeAllConnections()
    http.close()
  })
  let tokens = 0
  const server: TestServer = {
    ...log,
    clock,
    sockets,
    sessions,
    port: (http.address() as AddressInfo).port,
    changeAccess: (change) => listeners.forEach((listener) => listener(change)),
    tokenFor: (claims, deviceId = 'laptop') => {
      const token = `t${++tokens}`
      sessions.set(token, { claims, deviceId, expiresAt: clock.at + 15 * 60_000 })
      return token
    },
    meanwhile: () => undefined,
  }
  return server
}

/** A client that keeps what it is sent until a test asks for it. */
export class TestClient {
  readonly socket: WebSocket
  readonly closed: Promise<number>
  private readonly received: Uint8Array[] = []
  private wake: () => void = () => undefined

  constructor(url: string, protocols: string[] = []) {
    this.socket = new WebSocket(url, protocols)
    this.socket.on('message', (data) => {
      this.received.push(new Uint8Array(data as Buffer))
      this.wake()
    })
    this.socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => this.socket.on('close', resolve))
    onTestFinished(() => this.socket.terminate())
  }

  /** The next message in its order. */
  async next(): Promise<Uint8Array> {
    while (this.received.length === 0) await new Promise<void>((resolve) => (this.wake = resolve))
    return this.received.shift()!
  }

  /** Waits for the connection; where there comes none, nothing is sent, and `closed` tells. */
  async send(bytes: Uint8Array): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING)
      await new Promise((resolve) => this.socket.once('open', resolve).once('close', resolve))
    this.socket.send(bytes)
  }
}

export const firstHello: Hello = {
  type: 'hello',
  protocol: 1,
  schemaVersion: 1,
  epoch: '',
  cursor: 0,
  chain: chainStart,
  catalogue: false,
}

/** Where a server is reached; the workspace of `openTestServer` unless told. */
export interface Doors {
  readonly port: number
  readonly workspaceId?: string
}

/** A client of the feed that knows the messages and nothing of documents. */
export class FeedClient extends TestClient {
  /** All entries and acknowledgements so far, and the last place. */
  readonly entries: LogEntry[] = []
  readonly acks: Ack[] = []
  place: Pick<Page, 'to' | 'chain'> = { to: 0, chain: chainStart }

  constructor({ port, workspaceId: id = workspaceId }: Doors, token: string) {
    super(`ws://127.0.0.1:${port}${feedPath(id)}`, [feedProtocol, tokenPrefix + token])
  }

  async hello(change: Partial<Hello> = {}): Promise<void> {
    await this.send(encodeFeedMessage({ ...firstHello, ...change }))
  }

  async push(request: number, updates: readonly PushedUpdate[]): Promise<void> {
    await this.send(encodeFeedMessage({ type: 'push', request, updates }))
  }

  async fetch(request: number, documents: readonly WantedDocument[]): Promise<Documents> {
    await this.send(encodeFeedMessage({ type: 'fetch', request, documents }))
    return this.until('documents')
  }

  async message(): Promise<ServerMessage> {
    const message = decodeServerMessage(await this.next())
    if (message.type === 'ack') this.acks.push(message)
    if (message.type === 'page') {
      this.entries.push(...message.entries)
      this.place = { to: message.to, chain: message.chain }
    }
    return message
  }

  /** Reads until a message of this type, and answers with it. */
  async until<T extends ServerMessage['type']>(
    type: T,
  ): Promise<Extract<ServerMessage, { type: T }>> {
    for (;;) {
      const message = await this.message()
      if (message.type === type) return message as Extract<ServerMessage, { type: T }>
    }
  }

  /** Reads until the pages have come to this place. */
  async reach(seq: number): Promise<void> {
    while (this.place.to < seq) await this.message()
  }
}

/** A feed client that has all there is. */
export async function liveClient(
  server: TestServer,
  claims: Claims,
  deviceId?: string,
): Promise<FeedClient> {
  const client = new FeedClient(server, server.tokenFor(claims, deviceId))
  await client.hello()
  await client.until('live')
  return client
}
