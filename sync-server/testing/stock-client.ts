import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { type Doors, workspaceId } from './test-sockets.ts'

/** An unmodified y-websocket client in the room of a document. */
export function stockClient(
  { port, workspaceId: id = workspaceId }: Doors,
  token: string,
  documentId = 'c/norauto',
): WebsocketProvider {
  const provider = new WebsocketProvider(
    `ws://127.0.0.1:${port}/y/${id}`,
    documentId,
    new Y.Doc(),
    {
      params: { token },
      WebSocketPolyfill: WebSocket as never,
      disableBc: true,
    },
  )
  onTestFinished(() => provider.destroy())
  return provider
}

export const synced = (provider: WebsocketProvider): Promise<unknown> =>
  provider.synced ? Promise.resolve() : new Promise((resolve) => provider.once('sync', resolve))
