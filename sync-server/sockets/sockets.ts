import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { maxFrameBytes, maxPageBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import { policy } from '../../core/sync/policy.ts'
import { closingCodes, feedProtocol } from '../../core/sync/server-api.ts'
import type { Ingest } from '../ingest/ingest.ts'
import type { LogStore } from '../log/log-store.ts'
import { FeedConnection } from './feed-connection.ts'
import { Peer, type PeerHandlers } from './peer.ts'
import { RoomConnection } from './room-connection.ts'
import { Rooms } from './rooms.ts'
import { SharedPages } from './shared-pages.ts'
import type { AccessChange } from '../storage/sql.ts'
import type { Authenticated } from '../identity/sessions.ts'
import { closingCodeOf } from './closing-code.ts'
import { type After, afterByNode } from './timers.ts'
import { offeredProtocols, refuseUpgrade, type Target, targetOf, tokenOf } from './upgrade.ts'

const pageLimits = { maxUpdates: maxUpdatesPerFrame, maxBytes: maxPageBytes }
/** Pages are compressed from here on, in bytes. */
const compressedFromBytes = 8 * 1024
/** "Going away". */
const goingAwayCode = 1001
/** "Service restart". */
const restartCode = 1012

export interface SocketsOptions {
  readonly store: LogStore
  readonly ingest: Ingest
  readonly authenticate: (token: string) => Promise<Authenticated>
  /** Calls the listener when somebody's access changes; answers with a function that ends it. */
  readonly onAccessChanged: (listener: (change: AccessChange) => void) => () => void
  readonly workspaceId: string
  /** Told to the operator. */
  readonly log: (message: string) => void
  /** UTC milliseconds. */
  readonly now: () => number
  readonly after?: After
  /** Rooms that one person may have open, on all devices. */
  readonly maxRoomsPerUser?: number
}

export interface Sockets {
  /** For the `upgrade` event of an HTTP server; answers every request, never throws. */
  readonly handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Open sockets of authenticated people. */
  readonly connectionCount: () => number
  /** Closes all sockets with 1012: their clients come back and show their tokens again. */
  readonly closeAll: () => void
  /** Closes all sockets with 1001 and listens to nothing any more. */
  readonly close: () => void
}

interface Opened {
  readonly peer: Peer
  readonly target: Target
}

/** The two doors of the server: the feed of the log, and a room for each document. */
export function createSockets(options: SocketsOptions): Sockets {
  const { store, ingest, authenticate, workspaceId, log, now } = options
  const { after = afterByNode, maxRoomsPerUser = 50 } = options
  const pages = new SharedPages(store, pageLimits)
  // The first to hear, before the readers are woken.
  const stopForgetting = ingest.onIngested(() => pages.forget())
  const rooms = new Rooms({ store, ingest, now, log })
  const opened = new Set<Opened>()
  /** How often access has changed, or may have. */
  let accessChanges = 0
  const doors = { feed: feedServer(), room: roomServer() }

  function handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // First of all: a reset while the token is checked would end the process.
    socket.on('error', () => socket.destroy())
    const target = targetOf(request.url ?? '', workspaceId)
    if (!target) return refuseUpgrade(socket, '404 Not Found')
    if (target.door === 'feed' && !offeredProtocols(request).includes(feedProtocol))
      return refuseUpgrade(socket, '400 Bad Request')
    void admit(request, socket, head, target)
  }

  async function admit(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    target: Target,
  ): Promise<void> {
    let session: Authenticated | undefined
    let code = 0
    try {
      // A change of access reaches who is in `opened`: after one that came before, the check is void.
      let before: number
      do {
        before = accessChanges
        session = await authenticate(tokenOf(request))
      } while (accessChanges !== before)
    } catch (error) {
      session = undefined
      code = closingCodeOf(error)
      if (code === 1011) log(`a token was not checked: ${String(error)}`)
    }
    try {
      doors[target.door].handleUpgrade(request, socket, head, (webSocket) => {
        if (session) open(webSocket, target, session)
        else turnAway(webSocket, code, 'not admitted')
      })
    } catch (error) {
      log(`an upgrade failed: ${String(error)}`)
      socket.destroy()
    }
  }

  function open(socket: WebSocket, target: Target, session: Authenticated): void {
    const refused = refusalOf(target, session)
    if (refused) return turnAway(socket, refused, 'not admitted')
    const peer = new Peer({ socket, session, now, after, log }, (created) => {
      const handlers: PeerHandlers =
        target.door === 'feed'
          ? new FeedConnection({ store, pages, ingest, authenticate, now }, created)
          : new RoomConnection({ ingest, rooms, now, documentId: target.documentId }, created)
      return {
        onMessage: (frame) => handlers.onMessage(frame),
        onKeepAlive: () => handlers.onKeepAlive?.(),
        onClosed: () => {
          for (const one of opened) if (one.peer === created) opened.delete(one)
          handlers.onClosed()
        },
      }
    })
    opened.add({ peer, target })
  }

  function refusalOf(target: Target, { claims }: Authenticated): number | undefined {
    if (target.door === 'feed') return undefined
    if (policy(claims, target.documentId) === 'none') return closingCodes.forbidden
    const own = [...opened].filter(
      (one) => one.target.door === 'room' && one.peer.session.claims.userId === claims.userId,
    )
    return own.length >= maxRoomsPerUser ? closingCodes.tooMany : undefined
  }

  const stopWatching = options.onAccessChanged(({ userId, deviceId, kind }) => {
    accessChanges++
    for (const { peer } of [...opened]) {
      const { session } = peer
      if (session.claims.userId !== userId) continue
      if (deviceId !== undefined && session.deviceId !== deviceId) continue
      if (kind === 'revoked') peer.close(closingCodes.forbidden, 'revoked')
      else peer.close(closingCodes.roleChanged, 'roles changed')
    }
  })

  return {
    handleUpgrade,
    connectionCount: () => opened.size,
    closeAll: () => {
      accessChanges++
      for (const { peer } of [...opened]) peer.close(restartCode, 'connect again')
    },
    close: () => {
      stopWatching()
      stopForgetting()
      for (const { peer } of [...opened]) peer.close(goingAwayCode, 'going away')
      rooms.close()
      doors.feed.close()
      doors.room.close()
    },
  }
}

function feedServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    handleProtocols: () => feedProtocol,
    perMessageDeflate: {
      threshold: compressedFromBytes,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
    },
  })
}

function roomServer(): WebSocketServer {
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: maxFrameBytes,
    // A client that offers names wants one of them back.
    handleProtocols: (offered) => [...offered][0] ?? false,
    perMessageDeflate: false,
  })
}

/** The code is told on an open socket: a refused upgrade would be unreadable to a browser. */
function turnAway(socket: WebSocket, code: number, reason: string): void {
  socket.on('error', () => undefined)
  socket.close(code, reason)
}
