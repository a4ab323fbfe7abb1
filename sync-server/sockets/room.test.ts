import { expect, test } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { roles } from '../../core/contract/users.ts'
import { maxPageBytes } from '../../core/sync/limits.ts'
import { type Claims, policy } from '../../core/sync/policy.ts'
import { roomPath } from '../../core/sync/server-api.ts'
import { settingKeys, updatesOf } from '../testing/sample-updates.ts'
import { stockClient, synced } from '../testing/stock-client.ts'
import { marie } from '../testing/test-log.ts'
import {
  liveClient,
  openTestServer,
  TestClient,
  type TestServer,
  workspaceId,
} from '../testing/test-sockets.ts'
import {
  awarenessMessage,
  decodeRoomMessage,
  missingMessage,
  type RoomMessage,
  updateMessage,
} from '../../core/sync/room-messages.ts'

const paul: Claims = { ...marie, userId: 'paul' }

/** A room's client that knows the messages only; it has entered when this resolves. */
class RoomClient extends TestClient {
  constructor({ port }: TestServer, token: string, documentId = 'c/norauto') {
    super(`ws://127.0.0.1:${port}${roomPath(workspaceId, documentId)}?token=${token}`)
  }

  async message(): Promise<RoomMessage> {
    return decodeRoomMessage(await this.next())
  }

  async until<T extends RoomMessage['type']>(type: T): Promise<Extract<RoomMessage, { type: T }>> {
    for (;;) {
      const message = await this.message()
      if (message.type === type) return message as Extract<RoomMessage, { type: T }>
    }
  }
}

async function enter(server: TestServer, claims: Claims, deviceId?: string): Promise<RoomClient> {
  const client = new RoomClient(server, server.tokenFor(claims, deviceId))
  await client.until('ask')
  return client
}

test('SYN-01 a stock y-websocket client reads and writes what a feed client sees and writes', async () => {
  const server = await openTestServer()
  await server.ingest.push(paul, [{ documentId: 'c/norauto', update: settingKeys(1, 1)[0]! }])
  const feed = await liveClient(server, paul)
  const provider = stockClient(server, server.tokenFor(marie))
  await synced(provider)
  const customers = provider.doc.getMap('customers')
  expect(customers.toJSON()).toEqual({ 0: 'Norauto' })

  customers.set('city', 'Lille')
  await feed.reach(2)
  const doc = new Y.Doc()
  for (const { update } of feed.entries) Y.applyUpdate(doc, update)
  expect(doc.getMap('customers').toJSON()).toEqual({ 0: 'Norauto', city: 'Lille' })
  expect(feed.entries[1]!.userId).toBe('marie')

  const changed = new Promise((resolve) => customers.observe(resolve))
  const [update] = updatesOf(9, (other) => other.getMap('customers').set('phone', '03 20'))
  await feed.push(1, [{ documentId: 'c/norauto', update: update! }])
  await changed
  expect(customers.toJSON()).toEqual({ 0: 'Norauto', city: 'Lille', phone: '03 20' })
})

test('a stock client uploads what it wrote before it was connected, once', async () => {
  const server = await openTestServer()
  const provider = stockClient(server, server.tokenFor(marie), 'a/norauto/2026')
  provider.doc.getMap('activities').set('one', 'Visite')
  const feed = await liveClient(server, paul)
  await feed.reach(1)
  expect(feed.entries.map(({ documentId }) => documentId)).toEqual(['a/norauto/2026'])
  expect((await server.store.head()).seq).toBe(1)
})

test('what several people write at once reaches the others in one message', async () => {
  const server = await openTestServer()
  const reader = await enter(server, marie)
  const [first] = settingKeys(1, 1)
  const [second] = updatesOf(9, (other) => other.getMap('customers').set('phone', '03 20'))
  const write = (claims: Claims, update: Uint8Array) =>
    server.ingest.push(claims, [{ documentId: 'c/norauto', update }])
  await Promise.all([write(marie, first!), write(paul, second!)])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await reader.until('update')).update)
  expect(doc.getMap('customers').toJSON()).toEqual({ 0: 'Norauto', phone: '03 20' })
})

test('one message holds no more of what is written at once than a page does', async () => {
  const server = await openTestServer()
  const reader = await enter(server, marie)
  const pictures = settingKeys(1, 4, 'x'.repeat(maxPageBytes / 3 - 100))
  await Promise.all(
    pictures.map((update) => server.ingest.push(paul, [{ documentId: 'c/norauto', update }])),
  )
  const doc = new Y.Doc()
  const keys: number[] = []
  for (let message = 0; message < 2; message++) {
    const { update } = await reader.until('update')
    expect(update.length).toBeLessThanOrEqual(maxPageBytes)
    Y.applyUpdate(doc, update)
    keys.push(doc.getMap('customers').size)
  }
  expect(keys).toEqual([3, 4])
})

const admin: Claims = { userId: 'marie', roles: ['admin'], territory: 'everything' }
const documents = [
  'settings',
  'directory',
  'f/1',
  'c/in',
  'c/out',
  'a/in/2026',
  'u/marie',
  'u/paul',
]
const matrix = [...roles, undefined].flatMap((role) =>
  documents.map((documentId) => ({
    documentId,
    role: role ?? 'none',
    claims: { ...admin, roles: role ? [role] : [], territory: new Set(['in']) },
  })),
)

test.each(matrix)(
  'PRM-02 $role writes to $documentId on no path but as policy says',
  async ({ claims, documentId }) => {
    const server = await openTestServer()
    const access = policy(claims, documentId)
    const [first, second, third] = settingKeys(1, 3)
    const feed = await liveClient(server, claims)
    await feed.push(1, [{ documentId, update: first! }])
    const pushed = (await feed.until('ack')).results
    expect(pushed).toEqual([access === 'rw' ? { seq: 1 } : { refusal: 'forbidden' }])
    for (const message of [updateMessage(second!), missingMessage(third!)]) {
      const { seq } = await server.store.head()
      const room = new RoomClient(server, server.tokenFor(claims), documentId)
      if (access === 'none') {
        expect(await room.closed).toBe(4403)
        continue
      }
      await room.until('ask')
      // A reader's answer with nothing in it is no attempt to write.
      await room.send(missingMessage(Y.encodeStateAsUpdate(new Y.Doc())))
      await room.send(message)
      if (access === 'rw') await feed.reach(seq + 1)
      else expect(await room.closed).toBe(4403)
    }
    expect((await server.store.head()).seq).toBe(access === 'rw' ? 3 : 0)
  },
)

test('an update that builds on what is missing is answered with the question for all', async () => {
  const server = await openTestServer()
  const room = await enter(server, marie)
  const [first, second] = settingKeys(1, 2)
  await room.send(updateMessage(second!))
  expect(await room.message()).toEqual({ type: 'ask', stateVector: new Uint8Array([0]) })
  await room.send(updateMessage(first!))
  await room.send(updateMessage(second!))
  const feed = await liveClient(server, paul)
  await feed.reach(2)
  expect(feed.entries).toHaveLength(2)
})

test.each([
  ['no update', updateMessage(new Uint8Array([9, 9, 9])), 4400],
  ['more than a megabyte', updateMessage(new Uint8Array(1024 * 1024 + 1).fill(9)), 4413],
  ['no message', new Uint8Array([77]), 4400],
  [
    'awareness above 64 KB',
    awarenessMessage([{ clientId: 1, clock: 1, state: { a: 'x'.repeat(65_536) } }]),
    4413,
  ],
])('%s closes a room connection with its code', async (_, message, code) => {
  const server = await openTestServer()
  const room = await enter(server, marie)
  await room.send(message)
  expect(await room.closed).toBe(code)
})

test('PRM-02 awareness is stamped with the user, and nobody shows what another connection owns', async () => {
  const server = await openTestServer()
  const one = await enter(server, marie)
  const two = await enter(server, paul)
  const named = { user: { id: 'admin', name: 'Marie' } }
  await one.send(awarenessMessage([{ clientId: 5, clock: 1, state: named }]))
  const stamped = { clientId: 5, clock: 1, state: { user: { id: 'marie', name: 'Marie' } } }
  expect((await two.until('awareness')).states).toEqual([stamped])
  await two.send(awarenessMessage([{ clientId: 5, clock: 2, state: {} }]))
  await two.send(awarenessMessage([{ clientId: 6, clock: 1, state: {} }]))
  expect((await two.until('awareness')).states).toEqual([
    { clientId: 6, clock: 1, state: { user: { id: 'paul' } } },
  ])
  one.socket.close()
  expect((await two.until('awareness')).states).toEqual([{ clientId: 5, clock: 2, state: null }])
})

test('awareness above 20 a second is not passed on', async () => {
  const server = await openTestServer()
  const one = await enter(server, marie)
  for (let clock = 1; clock <= 25; clock++)
    await one.send(awarenessMessage([{ clientId: 5, clock, state: {} }]))
  for (let clock = 1; clock <= 20; clock++)
    expect((await one.until('awareness')).states[0]!.clock).toBe(clock)
  await one.send(updateMessage(new Uint8Array([9])))
  await one.closed
  await expect(Promise.race([one.next(), Promise.resolve('nothing')])).resolves.toBe('nothing')
})

test('a quiet room says something every 25 s, and stock awareness understands it', async () => {
  const server = await openTestServer()
  const room = await enter(server, marie)
  server.clock.advance(25_000)
  expect(await room.message()).toEqual({ type: 'awareness', bytes: 1, states: [] })
  const provider = stockClient(server, server.tokenFor(paul))
  await synced(provider)
  expect(provider.awareness).toBeInstanceOf(Awareness)
  server.clock.advance(25_000)
  expect(await room.until('awareness')).toBeDefined()
  expect(provider.wsconnected).toBe(true)
})

test('a person has at most 50 rooms open', async () => {
  const server = await openTestServer()
  for (let n = 0; n < 50; n++) await enter(server, marie)
  expect(await new RoomClient(server, server.tokenFor(marie)).closed).toBe(4429)
  await enter(server, paul)
})

test('PRM-03 roles that change while a token is checked count at the door', async () => {
  const server = await openTestServer()
  const token = server.tokenFor(marie)
  server.meanwhile = () => {
    const session = server.sessions.get(token)!
    server.sessions.set(token, { ...session, claims: { ...marie, roles: [] } })
    server.changeAccess({ userId: 'marie', kind: 'roles' })
  }
  expect(await new RoomClient(server, token).closed).toBe(4403)
})
