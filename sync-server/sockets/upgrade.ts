import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { tokenPrefix } from '../../core/sync/server-api.ts'

/** What a socket is opened for. */
export type Target =
  { readonly door: 'feed' } | { readonly door: 'room'; readonly documentId: string }

/**
 * What the path of a request asks for: `/feed/<workspace>` or `/y/<workspace>/<document>`, where the
 * document's id may hold slashes and percent-encoding; `undefined` for anything else, another
 * workspace included.
 */
export function targetOf(url: string, workspaceId: string): Target | undefined {
  const path = decoded(url.split('?', 1)[0]!)
  if (path === `/feed/${workspaceId}`) return { door: 'feed' }
  const rooms = `/y/${workspaceId}/`
  if (!path?.startsWith(rooms) || path.length === rooms.length) return undefined
  return { door: 'room', documentId: path.slice(rooms.length) }
}

/** Names that the client offers in `Sec-WebSocket-Protocol`. */
export function offeredProtocols({ headers }: IncomingMessage): string[] {
  return (headers['sec-websocket-protocol'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** The access token among the offered subprotocols, or in `?token=`; empty for none. */
export function tokenOf(request: IncomingMessage): string {
  const offered = offeredProtocols(request).find((name) => name.startsWith(tokenPrefix))
  if (offered) return offered.slice(tokenPrefix.length)
  const query = (request.url ?? '').split('?', 2)[1] ?? ''
  return new URLSearchParams(query).get('token') ?? ''
}

/** Answers an upgrade with plain HTTP and ends the socket. */
export function refuseUpgrade(socket: Duplex, status: '400 Bad Request' | '404 Not Found'): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
