import { expect, test } from 'vitest'
import { closeNotice } from './close-notice.ts'
import { type WebPort, webPortChannel } from './web-port-channel.ts'

/** A port as Chromium has it: without any event when the other end goes. */
function silentPort() {
  const posted: unknown[] = []
  let hear: (event: { data: unknown }) => void = () => undefined
  const port: WebPort = {
    postMessage: (message) => posted.push(message),
    addEventListener: (type: string, listener: typeof hear | (() => void)) => {
      if (type === 'message') hear = listener
    },
    start: () => undefined,
    close: () => posted.push('closed'),
  }
  return { port, posted, hear: (data: unknown) => hear({ data }) }
}

test('a notice of the other end closes the channel, and is no message', () => {
  const { port, hear } = silentPort()
  const events: unknown[] = []
  const channel = webPortChannel(port)
  channel.onMessage((message) => events.push(message))
  channel.onClose(() => events.push('gone'))
  hear({ type: 'hello' })
  hear(closeNotice)
  expect(events).toEqual([{ type: 'hello' }, 'gone'])
})

test('closing tells the other end before the port is shut, and this side as well', () => {
  const { port, posted } = silentPort()
  const channel = webPortChannel(port)
  channel.onClose(() => posted.push('gone'))
  channel.close()
  expect(posted).toEqual([closeNotice, 'closed', 'gone'])
})
