import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { type WebSocket as ServerSocket, WebSocketServer } from 'ws'
import { memoryChannelPair } from '../../core/rpc/memory-channel.ts'
import { type WebPort, webPortChannel } from '../../core/rpc/web-port-channel.ts'
import { webSocketChannel as pageSocketChannel } from '../../core/rpc/web-socket-channel.ts'
import { type ChannelPair, describeTransport } from './conformance-suite.ts'
import { messagePortChannel, type PortLike } from './message-port-channel.ts'
import { webSocketChannel } from './web-socket-channel.ts'

describeTransport('memory', () => {
  const [client, server] = memoryChannelPair()
  return Promise.resolve({ client, server, dispose: () => undefined })
})

describeTransport('MessagePort', () => {
  const { port1, port2 } = new MessageChannel()
  return Promise.resolve({
    client: webPortChannel(port1 as unknown as WebPort),
    server: messagePortChannel(asElectronPort(port2)),
    dispose: () => port2.close(),
  })
})

describeTransport('WebSocket', async (): Promise<ChannelPair> => {
  const listening = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  const [[served]] = await Promise.all([
    once(listening, 'connection') as Promise<[ServerSocket]>,
    new Promise((resolve) => socket.addEventListener('open', resolve)),
  ])
  return {
    client: pageSocketChannel(socket),
    server: webSocketChannel(served),
    dispose: () => {
      served.terminate()
      return new Promise((resolve) => listening.close(() => resolve()))
    },
  }
})

/** Electron's MessagePortMain hands over an event where Node's port hands over the value. */
function asElectronPort(port: MessagePort): PortLike {
  return {
    postMessage: (message) => port.postMessage(message),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      event === 'message'
        ? port.on('message', (data: unknown) => listener({ data }))
        : port.on('close', listener as () => void),
    start: () => port.start(),
    close: () => port.close(),
  }
}
