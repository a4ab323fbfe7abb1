import { expect, test } from 'vitest'
import type { SenderFrame } from '../security/trusted-ipc.ts'
import { answerHostRequests, type IpcLike } from './host-requests.ts'

const page: SenderFrame = { url: 'app://bundle/index.html', parent: null }
const stranger: SenderFrame = { url: 'https://evil.example/', parent: null }

function start() {
  type Channel = Parameters<IpcLike['handle']>[1] | Parameters<IpcLike['on']>[1]
  const channels = new Map<string, Channel>()
  const done: unknown[][] = []
  const record =
    (name: string) =>
    (...args: unknown[]) => {
      done.push([name, ...args])
      return Promise.resolve(true)
    }
  answerHostRequests(
    {
      handle: (channel, listener) => void channels.set(channel, listener),
      on: (channel, listener) => channels.set(channel, listener),
    },
    {
      files: { save: record('save'), open: record('open'), clear: () => Promise.resolve() },
      printToPdf: () => Promise.resolve(bytes),
      openUrl: (url) => void done.push(['url', url]) as never,
      notify: (title, body) => void done.push(['notify', title, body]),
      setTheme: (theme) => void done.push(['theme', theme]),
      setLanguage: (language) => void done.push(['language', language]),
    },
  )
  const send = (channel: string, frame: SenderFrame | null, ...args: unknown[]): unknown =>
    channels.get(channel)!({ senderFrame: frame }, ...args)
  return { channels, done, send }
}

const bytes = new Uint8Array([1])
const good: [string, unknown[], unknown[]][] = [
  ['host:save-file', ['a.pdf', bytes], ['save', 'a.pdf', bytes]],
  ['host:open-file', ['a.pdf', bytes], ['open', 'a.pdf', bytes]],
  ['host:print-to-pdf', ['a.pdf'], ['save', 'a.pdf', bytes]],
  ['host:open-external', ['https://example.com'], ['url', 'https://example.com/']],
  [
    'host:notify',
    [{ title: 'Visite', body: 'Garage Martin' }],
    ['notify', 'Visite', 'Garage Martin'],
  ],
  ['host:theme', ['dark'], ['theme', 'dark']],
  ['host:language', ['en'], ['language', 'en']],
]

test.each(good)(
  '%s is carried out for the page and for nobody else',
  async (channel, args, effect) => {
    const { send, done } = start()
    await send(channel, stranger, ...args)
    await send(channel, null, ...args)
    await send(channel, { ...page, parent: page }, ...args)
    expect(done).toEqual([])
    await send(channel, page, ...args)
    expect(done).toEqual([effect])
  },
)

const bad: [string, unknown[]][] = [
  ['host:save-file', ['a.pdf', 'text']],
  ['host:save-file', ['a.pdf', bytes, '/etc/passwd']],
  ['host:open-file', [{ path: '/etc/passwd' }, bytes]],
  ['host:open-file', ['', bytes]],
  ['host:print-to-pdf', ['']],
  ['host:print-to-pdf', ['a.pdf', bytes]],
  ['host:open-external', [['https://example.com']]],
  ['host:open-external', ['javascript:alert(1)']],
  ['host:open-external', ['file:///etc/passwd']],
  ['host:notify', ['text']],
  ['host:notify', [{ title: 'x'.repeat(201), body: '' }]],
  ['host:theme', ['blue']],
  ['host:language', ['de']],
  ['host:language', []],
]

test.each(bad)('%s with %j has no effect', async (channel, args) => {
  const { send, done } = start()
  await send(channel, page, ...args)
  expect(done).toEqual([])
})

test('there is no request without a test', () => {
  expect([...start().channels.keys()].sort()).toEqual(good.map(([channel]) => channel).sort())
})
