import { AppError } from '../../core/contract/app-error.ts'
import type { Channel } from '../../core/rpc/channel.ts'
import { rpcSubprotocol, webSocketChannel } from '../../core/rpc/web-socket-channel.ts'
import type { Session } from './session.ts'

/** @throws AppError BACKEND_GONE, or NO_SESSION when the server does not accept this page */
export async function openWebSocket(session: Session): Promise<Channel> {
  const url = new URL('rpc', window.location.href)
  url.protocol = 'ws:'
  url.hash = ''
  const socket = new WebSocket(url, [rpcSubprotocol, await session.key()])
  const channel = webSocketChannel(socket)
  const isOpen = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true })
    socket.addEventListener('error', () => resolve(false), { once: true })
  })
  if (isOpen) return channel
  await session.check() // a socket does not say why it was refused
  throw new AppError('BACKEND_GONE', 'the backend does not answer')
}
