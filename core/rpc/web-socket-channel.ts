import type { Channel } from './channel.ts'
import { createCloseSignal } from './close-signal.ts'
import { createInbox } from './inbox.ts'
import { encodeWire, tryDecodeWire } from './wire-codec.ts'

/** The WebSocket subprotocol of the loopback connection. */
export const rpcSubprotocol = 'wiseparts.rpc'

/** The part of the web's WebSocket that is used. */
export interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  close(): void
}

const open = 1

export function webSocketChannel(socket: WebSocketLike): Channel {
  const inbox = createInbox()
  const closed = createCloseSignal()
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', ({ data }) =>
    inbox.deliver(data instanceof ArrayBuffer ? tryDecodeWire(new Uint8Array(data)) : undefined),
  )
  socket.addEventListener('close', closed.fire)
  return {
    post: (message) => {
      if (socket.readyState === open) socket.send(encodeWire(message))
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: closed.listen,
    close: () => socket.close(),
  }
}
