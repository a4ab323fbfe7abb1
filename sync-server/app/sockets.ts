import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { AccessListener } from '../identity/identity.ts'
import type { Authenticated } from '../identity/sessions.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { LogStore } from '../log/log-store.ts'

/** What the half with the sockets gets from the server. */
export interface SocketsOptions {
  readonly store: LogStore
  readonly ingest: Ingest
  readonly authenticate: (token: string) => Promise<Authenticated>
  /** Answers with a function that ends it. */
  readonly onAccessChanged: (listener: AccessListener) => () => void
  readonly workspaceId: string
  /** Told to the operator. */
  readonly log: (message: string) => void
  readonly now: () => number
}

/** The half with the sockets: the feed and the rooms. */
export interface Sockets {
  /** Takes over an upgrade; the socket has an error listener already. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  connectionCount(): number
  close(): Promise<void> | void
}

export type CreateSockets = (options: SocketsOptions) => Sockets

/** Turns every upgrade away: a server that answers HTTP only. */
export const createNoSockets: CreateSockets = () => ({
  handleUpgrade: (_request, socket) =>
    void socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n'),
  connectionCount: () => 0,
  close: () => undefined,
})
