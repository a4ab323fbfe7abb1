import type { Channel } from './channel.ts'
import { closeNotice } from './close-notice.ts'
import { createCloseSignal } from './close-signal.ts'

/** The part of the web's MessagePort that is used. */
export interface WebPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: () => void): void
  start(): void
  close(): void
}

/** Messages are structured clones. The port keeps them until there is a listener. */
export function webPortChannel(port: WebPort): Channel {
  const closed = createCloseSignal()
  port.addEventListener('close', closed.fire)
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', ({ data }) =>
        data === closeNotice ? closed.fire() : listener(data),
      )
      port.start()
    },
    onClose: closed.listen,
    close: () => {
      port.postMessage(closeNotice)
      port.close()
      closed.fire()
    },
  }
}
