import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import * as prng from 'lib0/prng'
import { expect, onTestFinished, test } from 'vitest'
import { encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import { settingKeys, updatesOf } from '../testing/sample-updates.ts'
import { marie } from '../testing/test-log.ts'
import {
  FeedClient,
  firstHello,
  liveClient,
  openTestServer,
  TestClient,
  type TestServer,
} from '../testing/test-sockets.ts'

/** Numbers from 0 up to 1 that the seed decides. */
function randomFrom(seed: number): () => number {
  const generator = prng.create(seed)
  return () => prng.real53(generator)
}

function rawSocket({ port }: TestServer): Socket {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  return socket
}

const upgradeOf = (path: string, protocols: string): string =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n` +
  `Sec-WebSocket-Protocol: ${protocols}\r\n\r\n`

test.each(['/', '/feed', '/feed/other', '/y/acme/', '/y/other/c/norauto', '/y/acme/%E0%A4%A'])(
  'no socket is opened at %s',
  async (path) => {
    const server = await openTestServer()
    const socket = rawSocket(server)
    socket.write(upgradeOf(path, 'wiseparts.feed.1'))
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(String(answer)).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/)
  },
)

test.each([
  ['unknown', 4401],
  ['revoked', 4403],
])('a token that is %s is told as a closing code at both doors', async (token, code) => {
  const server = await openTestServer()
  expect(await new FeedClient(server, token).closed).toBe(code)
  const room = new TestClient(`ws://127.0.0.1:${server.port}/y/acme/c%2Fnorauto?token=${token}`)
  expect(await room.closed).toBe(code)
})

test('a reset in the middle of the handshake takes nobody else down', async () => {
  const server = await openTestServer()
  const witness = await liveClient(server, marie)
  for (let attempt = 0; attempt < 20; attempt++) {
    const socket = rawSocket(server)
    await once(socket, 'connect')
    socket.write(upgradeOf('/feed/acme', `wiseparts.feed.1, token.${server.tokenFor(marie)}`))
    if (attempt % 2 === 0) await new Promise(setImmediate)
    socket.resetAndDestroy()
  }
  await witness.push(1, [])
  expect((await witness.until('ack')).request).toBe(1)
})

test(
  '2,000 malformed frames close their connections and nothing else',
  { timeout: 60_000 },
  async () => {
    const seed = Number(process.env.SEED ?? 20_261_124)
    console.log(`seed ${seed}`)
    const random = randomFrom(seed)
    const server = await openTestServer()
    const witness = await liveClient(server, marie)
    const documentId = 'c/norauto'
    const [update] = settingKeys(1, 1)
    const samples = [
      encodeFeedMessage(firstHello),
      encodeFeedMessage({ type: 'push', request: 1, updates: [{ documentId, update: update! }] }),
      encodeFeedMessage({ type: 'auth', token: 'x' }),
    ]
    const token = server.tokenFor(marie)
    let sent = 0
    while (sent < 2_000) {
      const client =
        random() < 0.5
          ? new FeedClient(server, token)
          : new TestClient(`ws://127.0.0.1:${server.port}/y/acme/${documentId}?token=${token}`)
      if (client instanceof FeedClient && random() < 0.5) await client.hello()
      // One a connection: the first that is no message is the last that is heard.
      sent++
      const bytes = new Uint8Array(samples[Math.floor(random() * samples.length)]!)
      for (let change = 0; change < 3; change++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      await client.send(bytes.subarray(0, 1 + Math.floor(random() * bytes.length)))
      // Whatever is left open ends with what is certainly no message.
      await client.send(new Uint8Array([255]))
      expect([4400, 4401, 4403, 4413]).toContain(await client.closed)
    }
    await witness.push(1, [])
    expect((await witness.until('ack')).request).toBe(1)
    expect(server.sockets.connectionCount()).toBe(1)
    await server.store.verify()
  },
)

test('a reader that takes nothing is dropped while others go on', { timeout: 60_000 }, async () => {
  const server = await openTestServer()
  const slow = await liveClient(server, marie)
  const quick = await liveClient(server, marie)
  slow.socket.pause()
  let value = 0
  const random = randomFrom(7)
  for (; value < 24; value++) {
    const noise = Array.from({ length: 500_000 }, () =>
      String.fromCharCode(33 + Math.floor(random() * 90)),
    ).join('')
    const updates = updatesOf(100 + value, (doc) => doc.getMap('customers').set('noise', noise))
    const documentId = `c/${value}`
    const results = await server.ingest.push(marie, [{ documentId, update: updates[0]! }])
    expect(results).toEqual([{ seq: value + 1 }])
    await quick.reach(value + 1)
  }
  expect(server.sockets.connectionCount()).toBe(2)
  // The slow one answers no pings either, so only what it does not read may count here.
  server.clock.advance(60_000)
  expect(server.sockets.connectionCount()).toBe(1)
  expect(quick.entries).toHaveLength(24)
})
