import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { createRecord, findRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { apiPaths, type Joined, type Session } from '../../core/sync/server-api.ts'
import { openPostgresStorage } from '../storage/postgres-storage.ts'
import { describeOnPostgres, emptyDatabase, onPostgres } from '../testing/postgres.ts'
import { settingKeys } from '../testing/sample-updates.ts'
import { stockClient, synced } from '../testing/stock-client.ts'
import { storeUrlOf, useStorage } from '../testing/storage-under-test.ts'
import { temporaryFolder } from '../testing/temporary-folder.ts'
import {
  invited,
  joined,
  joining,
  password,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'
import { FeedClient } from '../testing/test-sockets.ts'

const listening = `select pid from pg_stat_activity
  where datname = current_database() and state = 'idle' and query like 'listen%'`

async function until(doc: Y.Doc, isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => doc.once('update', resolve))
}

describeOnPostgres('two servers on one database', () => {
  useStorage(emptyDatabase)

  async function start(): Promise<{ a: TestServer; b: TestServer; admin: Joined; url: string }> {
    const dataDir = temporaryFolder()
    const a = await startTestServer({ dataDir })
    const admin = await joined(a)
    const b = await startTestServer({ dataDir })
    return { a, b, admin, url: (await storeUrlOf(dataDir))! }
  }

  async function live(server: TestServer, { accessToken }: Session): Promise<FeedClient> {
    const client = new FeedClient(server, accessToken)
    await client.hello()
    await client.until('live')
    return client
  }

  const code = (answer: { body: unknown }): unknown => (answer.body as { code?: string }).code
  const results = (answers: { status: number; body: unknown }[]) =>
    answers.map((answer) => code(answer) ?? answer.status).sort()

  async function invitation(server: TestServer, admin: Joined): Promise<string> {
    const asked = { roles: ['rep'], territory: null, userId: null }
    const answer = await server.ask('POST', apiPaths.invitations, asked, admin.accessToken)
    return code(answer) as string
  }

  const found = (server: TestServer, admin: Joined, doc = new Y.Doc()) => {
    const directory = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
    return server.ask('POST', apiPaths.found, { directory }, admin.accessToken)
  }

  async function signIn(server: TestServer, email: string): Promise<Joined> {
    const asked = { email, password, deviceName: 'Bureau' }
    return (await server.ask('POST', apiPaths.signIn, asked)).body as Joined
  }

  async function directoryOf(server: TestServer): Promise<Y.Doc> {
    const { documents } = await signIn(server, 'camille@example.com')
    const doc = new Y.Doc()
    const state = documents.find(({ documentId }) => documentId === 'directory')!.update
    Y.applyUpdate(doc, Buffer.from(state, 'base64'))
    return doc
  }

  test('are the same workspace, whose administrator signs in at either', async () => {
    const { a, b, admin } = await start()
    expect([b.workspaceId, b.invitation]).toEqual([a.workspaceId, undefined])
    const seen = await b.ask('GET', apiPaths.members, undefined, admin.accessToken)
    expect([seen.status, seen.body]).toMatchObject([200, [{ email: 'camille@example.com' }]])
  })

  test('SYN-01 two people in a room on different servers write one text', async () => {
    const { a, b, admin } = await start()
    const [here, there] = [stockClient(a, admin.accessToken), stockClient(b, admin.accessToken)]
    await Promise.all([synced(here), synced(there)])
    const [text, mirrored] = [here.doc.getText('note'), there.doc.getText('note')]
    let written = ''
    for (let word = 0; word < 10; word++)
      for (const [from, to] of [
        [text, mirrored],
        [mirrored, text],
      ] as const) {
        from.insert(from.length, `mot ${word} `)
        written += `mot ${word} `
        await until(to.doc!, () => to.toJSON() === written)
      }
    for (const [index, each] of [text, mirrored].entries())
      each.insert(0, `au même moment ${index}`)
    const length = written.length + 2 * 'au même moment 0'.length
    await Promise.all(
      [text, mirrored].map((each) => until(each.doc!, () => each.length === length)),
    )
    expect(text.toJSON()).toBe(mirrored.toJSON())
  })

  test('SYN-04 clients of both feeds that push at once end with the same chain and log', async () => {
    const { a, b, admin, url } = await start()
    const clients = await Promise.all([a, b, a, b].map((server) => live(server, admin)))
    await Promise.all(
      clients.map(async (client, n) => {
        const updates = settingKeys(n + 1, 30).map((update) => ({
          documentId: 'c/norauto',
          update,
        }))
        for (let at = 0; at < 30; at += 3) await client.push(at, updates.slice(at, at + 3))
      }),
    )
    await Promise.all(
      clients.map(async (client) => {
        await client.reach(120)
        while (client.acks.length < 10) await client.message()
      }),
    )
    const { log, close } = await openPostgresStorage({ url, newId: () => 'unused' })
    const { seq, chain } = await log.verify().finally(close)
    expect(seq).toBe(120)
    for (const client of clients) {
      const own = client.acks.flatMap((ack) => ack.results.map((one) => 'seq' in one && one.seq))
      const others = client.entries.map((entry) => entry.seq)
      expect(others).toEqual(others.toSorted((x, y) => x - y))
      expect([...own, ...others].map(Number).sort((x, y) => x - y)).toEqual(
        Array.from({ length: 120 }, (_, index) => index + 1),
      )
      expect(client.place).toEqual({ to: 120, chain })
    }
  })

  test('an invitation is used once, by whoever is first at either server', async () => {
    const { a, b, admin } = await start()
    const one = await invitation(a, admin)
    const answers = await Promise.all(
      [a, b, a, b].map((server, n) =>
        server.ask('POST', apiPaths.join, joining(one, { email: `p${n}@example.com` })),
      ),
    )
    const refused = 'E-AUTH-INVITATION'
    expect(results(answers)).toEqual([200, refused, refused, refused])
  })

  test('an e-mail has one account, whoever joins with it at either server', async () => {
    const { a, b, admin } = await start()
    const codes = [await invitation(a, admin), await invitation(b, admin)]
    const answers = await Promise.all(
      [a, b].map((server, n) =>
        server.ask('POST', apiPaths.join, joining(codes[n]!, { email: 'paul@example.com' })),
      ),
    )
    expect(results(answers)).toEqual([200, 'E-AUTH-EMAIL-TAKEN'])
  })

  test('a refresh token that is shown to both at once has one successor', async () => {
    const { a, b, admin, url } = await start()
    const { refreshToken } = admin
    const answers = await Promise.all(
      [a, b].map((server) => server.ask('POST', apiPaths.refresh, { refreshToken })),
    )
    expect(results(answers)).toEqual([200, 200])
    expect(
      await onPostgres(url, 'select count(*)::int from refresh_token where spent_at is null'),
    ).toEqual([{ count: 1 }])
  })

  test('PRM-01 two administrators who demote each other at once do not both succeed', async () => {
    const { a, b, admin } = await start()
    const paul = await invited(a, admin, 'paul@example.com')
    const patch = (server: TestServer, userId: string, roles: string[], { accessToken }: Session) =>
      server.ask('PATCH', `${apiPaths.members}/${userId}`, { roles }, accessToken)
    await patch(a, paul.userId, ['admin'], admin)
    const answers = await Promise.all([
      patch(a, paul.userId, ['rep'], admin),
      patch(b, admin.userId, ['rep'], paul),
    ])
    // Whoever is late is refused: as a rep already, or as the last administrator's demoter.
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
  })

  test('PRM-03 what is revoked at one server is closed at the other', async () => {
    const { a, b, admin } = await start()
    const paul = await invited(a, admin, 'paul@example.com')
    const clients = [await live(b, paul), await live(b, admin)] as const
    const room = stockClient(b, paul.accessToken)
    await synced(room)
    const closed = new Promise<number>((resolve) =>
      room.once('connection-close', (event: { code: number } | null) => resolve(event!.code)),
    )
    const device = `${apiPaths.devices}/${paul.deviceId}`
    expect((await a.ask('DELETE', device, undefined, admin.accessToken)).status).toBe(204)
    expect([await clients[0].closed, await closed]).toEqual([4403, 4403])
    expect(code(await b.ask('GET', apiPaths.devices, undefined, paul.accessToken))).toBe(
      'E-AUTH-REVOKED',
    )
    const again = await live(b, await signIn(b, 'paul@example.com'))
    const person = `${apiPaths.members}/${paul.userId}`
    await a.ask('PATCH', person, { territory: ['midas'] }, admin.accessToken)
    expect(await again.closed).toBe(4409)
    await clients[1].push(1, [])
    expect((await clients[1].until('ack')).request).toBe(1)
  })

  test('the workspace is founded once, and who joins at either server is in the directory', async () => {
    const { a, b, admin } = await start()
    const alone = new Y.Doc()
    createRecord(alone, memberRecord, 'marie', { firstName: 'Marie' })
    const answers = await Promise.all([found(a, admin, alone), found(b, admin)])
    expect(results(answers)).toEqual([204, 'E-SRV-FOUNDED'])
    const people = await Promise.all(
      [a, b, a, b].map((server, n) => invited(server, admin, `p${n}@example.com`)),
    )
    for (const server of [a, b]) {
      const directory = await directoryOf(server)
      const ids = [admin, ...people].map(({ userId }) => userId)
      expect(ids.filter((id) => !findRecord(directory, memberRecord, id))).toEqual([])
    }
  })

  test('SYN-15 a server that heard nothing for a while lets its clients come back and catches up', async () => {
    const { a, b, admin, url } = await start()
    const [writer, reader] = [await live(a, admin), await live(b, admin)]
    await onPostgres(url, listening.replace('pid', 'pg_terminate_backend(pid)'))
    const [update] = settingKeys(1, 1)
    expect([await writer.closed, await reader.closed]).toEqual([1012, 1012])
    const [again, follower] = [await live(a, admin), await live(b, admin)]
    await again.push(1, [{ documentId: 'c/norauto', update: update! }])
    await follower.reach(1)
    expect(follower.entries.map((entry) => entry.seq)).toEqual([1])
  })

  test('SYN-15 while the database is away nothing is acknowledged; then all goes on by itself', async () => {
    const { a, admin, url } = await start()
    const writer = await live(a, admin)
    const database = new URL(url).pathname.slice(1)
    const elsewhere = new URL(url)
    elsewhere.pathname = '/postgres'
    const allow = (allowed: boolean) =>
      onPostgres(elsewhere.href, `alter database ${database} allow_connections ${allowed}`)
    await allow(false)
    await onPostgres(
      elsewhere.href,
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
      [database],
    )
    const pushed = settingKeys(1, 1).map((update) => ({ documentId: 'c/norauto', update }))
    await writer.push(1, pushed)
    expect(await writer.closed).toBe(4503)
    expect(writer.acks).toEqual([])
    expect(await a.ask('GET', '/health')).toMatchObject({ status: 503 })
    await allow(true)
    // Both listen again, and have let go whom they had.
    await vi.waitFor(async () => expect(await onPostgres(url, listening)).toHaveLength(2), 20_000)
    const again = await live(a, admin)
    await again.push(1, pushed)
    expect((await again.until('ack')).results).toEqual([{ seq: 1 }])
    expect(await a.ask('GET', '/health')).toMatchObject({ status: 200 })
  })
})
