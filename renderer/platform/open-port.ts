import { AppError } from '../../core/contract/app-error.ts'
import type { DesktopBridge } from '../../core/host/desktop-bridge.ts'
import type { Channel } from '../../core/rpc/channel.ts'
import { webPortChannel } from '../../core/rpc/web-port-channel.ts'

/**
 * Asks the preload for a port to the backend; the nonce tells it from messages other code could post.
 * While the backend starts again, the answer waits.
 *
 * @throws AppError when the backend has been given up
 */
export async function openPort(
  desktop: Pick<DesktopBridge, 'requestBackendPort' | 'onBackendFailure' | 'onBackendGone'>,
): Promise<Channel> {
  const nonce = crypto.randomUUID()
  const arrived = Promise.withResolvers<MessagePort>()
  const receive = ({ data, source, ports }: MessageEvent): void => {
    const message = data as { type?: unknown; nonce?: unknown } | null
    const [port] = ports
    if (source === window && message?.type === 'backend-port' && message.nonce === nonce && port)
      arrived.resolve(port)
  }
  window.addEventListener('message', receive)
  const stopListening = desktop.onBackendFailure((failure) =>
    arrived.reject(AppError.fromFailure(failure)),
  )
  try {
    desktop.requestBackendPort(nonce)
    return closedWithBackend(webPortChannel(await arrived.promise), desktop)
  } finally {
    window.removeEventListener('message', receive)
    stopListening()
  }
}

/** Chromium's ports do not say that the other end has gone; Electron's main process does. */
function closedWithBackend(
  channel: Channel,
  { onBackendGone }: Pick<DesktopBridge, 'onBackendGone'>,
): Channel {
  const stopListening = onBackendGone(() => {
    stopListening()
    channel.close()
  })
  return channel
}
