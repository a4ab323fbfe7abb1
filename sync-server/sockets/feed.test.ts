import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'

import { AppError } from '../../core/contract/app-error.ts'
import { encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import { chainStart } from '../../core/sync/hash-chain.ts'
import { maxUpdateBytes } from '../../core/sync/limits.ts'
import type { Claims } from '../../core/sync/policy.ts'
import type { LogStore } from '../log/log-store.ts'
import { poison, settingKeys } from '../testing/sample-updates.ts'
import { bound, marie, testNow } from '../testing/test-log.ts'
import { FeedClient, liveClient, openTestServer } from '../testing/test-sockets.ts'

const paul: Claims = { ...marie, userId: 'paul' }
const norauto = (updates: readonly Uint8Array[], documentId = 'c/norauto') =>
  updates.map((update) => ({ documentId, update }))

test('SYN-01 hello is answered with where the log ends, what it holds, and that it is all', async () => {
  const server = await openTestServer()
  const updates = settingKeys(1, 2)
  await server.ingest.push(paul, norauto(updates))
  const { seq, chain } = await server.store.head()
  const client = new FeedClient(server, server.tokenFor(marie))
  await client.hello()
  expect(await client.message()).toEqual({ type: 'welcome', epoch: 'epoch', seq: 2, fits: true })
  const entry = { documentId: 'c/norauto', userId: 'paul', at: testNow }
  expect(await client.message()).toEqual({
    type: 'page',
    to: seq,
    chain,
    entries: updates.map((update, index) => ({ ...entry, seq: index + 1, update })),
  })
  expect(await client.message()).toEqual({ type: 'live' })
})

test('SYN-01 a client that was away gets what came after its place', async () => {
  const server = await openTestServer()
  await server.ingest.push(paul, norauto(settingKeys(1, 3)))
  const client = new FeedClient(server, server.tokenFor(marie))
  await client.hello({ epoch: 'epoch', cursor: 2, chain: (await server.store.chainAt(2))! })
  await client.until('live')
  expect(client.entries.map(({ seq }) => seq)).toEqual([3])
})

test.each([
  ['another epoch', { epoch: 'other', cursor: 1 }],
  ['another chain', { epoch: 'epoch', cursor: 1, chain: new Uint8Array(32).fill(7) }],
  ['a place beyond the end', { epoch: 'epoch', cursor: 9, chain: chainStart }],
])('SYN-15 a client with %s does not fit, and starts from nothing', async (_, place) => {
  const server = await openTestServer()
  await server.ingest.push(paul, norauto(settingKeys(1, 2)))
  const client = new FeedClient(server, server.tokenFor(marie))
  await client.hello(place)
  expect(await client.message()).toEqual({ type: 'welcome', epoch: 'epoch', seq: 2, fits: false })
  await client.hello()
  expect(await client.message()).toMatchObject({ type: 'welcome', fits: true })
  await client.until('live')
  expect(client.entries).toHaveLength(2)
})

test('what a connection pushed is not sent back to it, but to the other device of its user', async () => {
  const server = await openTestServer()
  const laptop = await liveClient(server, marie, 'laptop')
  const tablet = await liveClient(server, marie, 'tablet')
  await laptop.push(7, norauto(settingKeys(1, 2)))
  await tablet.reach(2)
  await laptop.reach(2)
  expect(laptop.acks).toEqual([{ type: 'ack', request: 7, results: [{ seq: 1 }, { seq: 2 }] }])
  expect(laptop.entries).toEqual([])
  expect(tablet.entries.map(({ seq }) => seq)).toEqual([1, 2])
  expect(tablet.place).toEqual(laptop.place)
})

test('SYN-15 who pushes what the log has in other bytes still receives what a colleague wrote at that time', async () => {
  const server = await openTestServer()
  const updates = settingKeys(1, 2)
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  await server.ingest.push(paul, norauto([Y.encodeStateAsUpdate(doc)]))
  const laptop = await liveClient(server, marie)
  const [news] = settingKeys(2, 1)
  await Promise.all([server.ingest.push(paul, norauto([news!])), laptop.push(7, norauto(updates))])
  while (laptop.acks.length === 0) await laptop.message()
  await laptop.reach(2)
  expect(laptop.acks.map(({ results }) => results)).toEqual([[{ seq: 0 }, { seq: 0 }]])
  expect(laptop.entries.map(({ seq }) => seq)).toEqual([1, 2])
})

test('PRM-02 what is outside the territory is not sent, and the place goes on', async () => {
  const server = await openTestServer()
  const client = await liveClient(server, { ...marie, territory: new Set(['norauto']) })
  await server.ingest.push(paul, norauto(settingKeys(1, 1), 'c/feuvert'))
  await client.reach(1)
  expect(client.place.chain).toEqual((await server.store.head()).chain)
  await server.ingest.push(paul, norauto(settingKeys(1, 1)))
  await client.reach(2)
  expect(client.entries.map(({ documentId }) => documentId)).toEqual(['c/norauto'])
})

test('PRM-02 one acknowledgement tells each refusal by its kind', async () => {
  const server = await openTestServer()
  const client = await liveClient(server, marie)
  const [first, second] = settingKeys(1, 2)
  await client.push(1, [
    { documentId: 'c/norauto', update: first! },
    { documentId: 'settings', update: first! },
    { documentId: 'c/norauto', update: poison },
    { documentId: 'c/feuvert', update: second! },
    { documentId: 'c/norauto', update: new Uint8Array(maxUpdateBytes + 1) },
  ])
  expect((await client.until('ack')).results).toEqual([
    { seq: 1 },
    { refusal: 'forbidden' },
    { refusal: 'malformed' },
    { refusal: 'incomplete' },
    { refusal: 'update-too-large' },
  ])
})

test('a push that the storage does not take closes with 4503', async () => {
  const full = (store: LogStore): LogStore => {
    const failing = Object.create(store) as LogStore
    failing.append = () => Promise.reject(new AppError('E-DISK-FULL', 'full'))
    for (const name of ['head', 'since', 'chainAt', 'placesOf', 'entriesOf'] as const)
      failing[name] = store[name].bind(store) as never
    return failing
  }
  const server = await openTestServer(full)
  const client = await liveClient(server, marie)
  await client.push(1, norauto(settingKeys(1, 1)))
  expect(await client.closed).toBe(4503)
})

test('SYN-04 clients that push at once end with the same chain and, with their own, the same log', async () => {
  const server = await openTestServer()
  const clients = await Promise.all(
    Array.from({ length: 6 }, (_, n) => liveClient(server, { ...marie, userId: `user-${n}` })),
  )
  await Promise.all(
    clients.map(async (client, n) => {
      const updates = settingKeys(n + 1, 30)
      for (let at = 0; at < 30; at += 3) await client.push(at, norauto(updates.slice(at, at + 3)))
    }),
  )
  await Promise.all(
    clients.map(async (client) => {
      await client.reach(180)
      while (client.acks.length < 10) await client.message()
    }),
  )
  const { chain } = await server.store.verify()
  for (const client of clients) {
    const own = client.acks.flatMap(({ results }) => results.map((one) => 'seq' in one && one.seq))
    const others = client.entries.map(({ seq }) => seq)
    expect(others).toEqual(others.toSorted((a, b) => a - b))
    expect([...own, ...others].map(Number).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 180 }, (_, index) => index + 1),
    )
    expect(client.place).toEqual({ to: 180, chain })
  }
})

test('readers at the same place cost the store one page for each news', async () => {
  const asked: number[] = []
  const server = await openTestServer((store) => ({
    ...bound(store),
    since: (cursor, limits) => {
      asked.push(cursor)
      return store.since(cursor, limits)
    },
  }))
  const clients = await Promise.all(Array.from({ length: 10 }, () => liveClient(server, marie)))
  await server.ingest.push(paul, norauto(settingKeys(1, 1)))
  await Promise.all(clients.map((client) => client.reach(1)))
  await vi.waitFor(() => expect(asked).toEqual([0, 0, 1]))
})

test('a session ends when its token expires, unless a fresh one came', async () => {
  const server = await openTestServer()
  const short = (): string => {
    const token = server.tokenFor(marie)
    server.sessions.set(token, { ...server.sessions.get(token)!, expiresAt: testNow + 10_000 })
    return token
  }
  const [idle, renewing] = [new FeedClient(server, short()), new FeedClient(server, short())]
  for (const client of [idle, renewing]) {
    await client.hello()
    await client.until('live')
  }
  await renewing.send(encodeFeedMessage({ type: 'auth', token: server.tokenFor(marie) }))
  await renewing.push(1, [])
  await renewing.until('ack')
  server.clock.advance(9_999)
  expect(server.sockets.connectionCount()).toBe(2)
  server.clock.advance(1)
  expect(await idle.closed).toBe(4401)
  await renewing.push(2, [])
  expect((await renewing.until('ack')).request).toBe(2)
})

test('a token of another person or device closes with 4403', async () => {
  const server = await openTestServer()
  const client = await liveClient(server, marie)
  await client.send(encodeFeedMessage({ type: 'auth', token: server.tokenFor(paul) }))
  expect(await client.closed).toBe(4403)
})

test('PRM-03 a revoked device is closed with 4403, changed roles with 4409, others go on', async () => {
  const server = await openTestServer()
  const laptop = await liveClient(server, marie, 'laptop')
  const tablet = await liveClient(server, marie, 'tablet')
  const other = await liveClient(server, paul)
  server.changeAccess({ userId: 'marie', deviceId: 'laptop', kind: 'revoked' })
  expect(await laptop.closed).toBe(4403)
  server.changeAccess({ userId: 'marie', kind: 'roles' })
  expect(await tablet.closed).toBe(4409)
  await other.push(1, norauto(settingKeys(1, 1)))
  expect((await other.until('ack')).results).toEqual([{ seq: 1 }])
  expect(server.sockets.connectionCount()).toBe(1)
})

test('PRM-03 a device that is shut out while its token is checked is not let in', async () => {
  const server = await openTestServer()
  const token = server.tokenFor(marie)
  server.meanwhile = () => {
    server.sessions.delete(token)
    server.changeAccess({ userId: 'marie', deviceId: 'laptop', kind: 'revoked' })
  }
  expect(await new FeedClient(server, token).closed).toBe(4401)
})

test('anything before hello, another protocol and a second hello are closed with 4400', async () => {
  const server = await openTestServer()
  const early = new FeedClient(server, server.tokenFor(marie))
  await early.push(1, [])
  expect(await early.closed).toBe(4400)
  const newer = new FeedClient(server, server.tokenFor(marie))
  await newer.hello({ protocol: 2 })
  expect(await newer.closed).toBe(4400)
  const twice = await liveClient(server, marie)
  await twice.hello()
  expect(await twice.closed).toBe(4400)
})
