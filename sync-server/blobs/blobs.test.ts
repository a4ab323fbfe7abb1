import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blobPath, type Joined, maxBlobChunkBytes } from '../../core/sync/server-api.ts'
import { testNow } from '../testing/test-log.ts'
import { invited, joined, startTestServer, type TestServer } from '../testing/test-server.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Outcome {
  readonly status: number
  readonly offset: string | null
  readonly code: string | undefined
}

/** Requests of one device about one content. */
function device(server: TestServer, { accessToken }: Joined, bytes: Uint8Array, named?: string) {
  const hash = named ?? sha256(bytes)
  const ask = (method: string, headers: Record<string, string>, body?: Uint8Array<ArrayBuffer>) =>
    fetch(`http://127.0.0.1:${server.port}${blobPath(server.workspaceId, hash)}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, ...headers },
      ...(body && { body }),
    })
  return {
    hash,
    head: async () => {
      const { status, headers } = await ask('HEAD', {})
      return [status, headers.get('upload-offset') ?? headers.get('content-length')]
    },
    get: (range?: string) => ask('GET', range === undefined ? {} : { range }),
    send: async (from: number, to: number, total = bytes.length): Promise<Outcome> => {
      const headers = { 'upload-offset': String(from), 'upload-length': String(total) }
      const answer = await ask('PATCH', headers, new Uint8Array(bytes.subarray(from, to)))
      const text = await answer.text()
      const code = text === '' ? undefined : (JSON.parse(text) as { code: string }).code
      return { status: answer.status, offset: answer.headers.get('upload-offset'), code }
    },
  }
}

const accepted = (offset: number): Outcome => ({
  ...{ status: 204, offset: String(offset), code: undefined },
})
const refused = (status: number, code: string): Outcome => ({ status, code, offset: null })
const partsOf = ({ dataDir }: TestServer): string[] => readdirSync(join(dataDir, 'blob-parts'))
const fileOf = ({ dataDir }: TestServer, hash: string): string =>
  join(dataDir, 'blobs', hash.slice(0, 2), hash)

test('ATT-05 a content arrives in chunks, goes on after the server was ended, and is read back', async () => {
  const first = await startTestServer()
  const camille = await joined(first)
  const bytes = randomBytes(maxBlobChunkBytes + 1000)
  const before = device(first, camille, bytes)
  expect(await before.head()).toEqual([404, '0'])
  expect(await before.send(0, maxBlobChunkBytes)).toEqual(accepted(maxBlobChunkBytes))
  expect(existsSync(fileOf(first, before.hash))).toBe(false)
  await first.close()

  const server = await startTestServer({ dataDir: first.dataDir })
  const after = device(server, camille, bytes)
  expect(await after.head()).toEqual([404, String(maxBlobChunkBytes)])
  expect(await after.send(maxBlobChunkBytes, bytes.length)).toEqual(accepted(bytes.length))
  expect(await after.head()).toEqual([200, String(bytes.length)])
  expect(readFileSync(fileOf(server, after.hash)).equals(bytes)).toBe(true)
  expect(partsOf(server)).toEqual([])
  expect(Buffer.from(await (await after.get()).arrayBuffer()).equals(bytes)).toBe(true)
  const { body } = await server.ask('GET', '/metrics')
  expect(body).toContain('wiseparts_blobs_total 1\n')
  expect(body).toContain(`wiseparts_blob_bytes_total ${bytes.length}\n`)
})

test('a chunk at another offset is refused with the true one, and changes nothing', async () => {
  const server = await startTestServer()
  const { send, head } = device(server, await joined(server), randomBytes(10))
  await send(0, 4)
  expect(await send(6, 8)).toEqual({ status: 409, offset: '4', code: 'INVALID_INPUT' })
  expect(await send(0, 4)).toEqual({ status: 409, offset: '4', code: 'INVALID_INPUT' })
  expect(await head()).toEqual([404, '4'])
})

test('ATT-04 a content with another hash is refused and begins again', async () => {
  const server = await startTestServer()
  const { send, head, hash } = device(server, await joined(server), randomBytes(10), 'a'.repeat(64))
  await send(0, 4)
  expect(await send(4, 10)).toEqual(refused(422, 'E-ATT-DAMAGED'))
  expect(await head()).toEqual([404, '0'])
  expect([existsSync(fileOf(server, hash)), partsOf(server)]).toEqual([false, []])
})

test('ATT-04 a whole content is taken once, from whoever sends it', async () => {
  const server = await startTestServer()
  const camille = await joined(server)
  const bytes = randomBytes(10)
  const hers = device(server, camille, bytes)
  const his = device(server, await invited(server, camille, 'paul@example.com'), bytes)
  await hers.send(0, 4)
  expect(await his.head()).toEqual([404, '0'])
  expect(await his.send(0, 10)).toEqual(accepted(10))
  expect(await hers.head()).toEqual([200, '10'])
  expect(await hers.send(4, 7)).toEqual(accepted(10))
})

test('the same chunk twice at once is written once', async () => {
  const server = await startTestServer()
  const { send, head } = device(server, await joined(server), randomBytes(10))
  const outcomes = await Promise.all([send(0, 4), send(0, 4)])
  expect(outcomes.map(({ status }) => status).sort()).toEqual([204, 409])
  expect(await head()).toEqual([404, '4'])
})

test('an empty chunk at the end completes what a cut left unchecked', async () => {
  const server = await startTestServer()
  const camille = await joined(server)
  const bytes = randomBytes(10)
  const { send, head, hash } = device(server, camille, bytes)
  writeFileSync(join(server.dataDir, 'blob-parts', `${camille.deviceId}.${hash}`), bytes)
  expect(await head()).toEqual([404, '10'])
  expect(await send(10, 10)).toEqual(accepted(10))
  expect(await head()).toEqual([200, '10'])
})

test.each([
  ['empty', 0, 0, 400, 'E-ATT-EMPTY'],
  ['above 100 MB', 10, 104_857_601, 413, 'E-ATT-TOO-LARGE'],
  ['longer than it says', 10, 9, 400, 'INVALID_INPUT'],
  ['in a chunk above 1 MB', maxBlobChunkBytes + 1, maxBlobChunkBytes + 1, 413, 'E-DOC-TOO-LARGE'],
])('ATT-03 a content %s is refused', async (_what, to, total, status, code) => {
  const server = await startTestServer()
  const { send } = device(server, await joined(server), randomBytes(to))
  expect(await send(0, to, total)).toEqual(refused(status, code))
  expect(partsOf(server)).toEqual([])
})

test('one range of a content is read', async () => {
  const server = await startTestServer()
  const bytes = Buffer.from('0123456789')
  const { send, get } = device(server, await joined(server), bytes)
  await send(0, 10)
  const asked = async (range: string) => {
    const answer = await get(range)
    return [answer.status, answer.headers.get('content-range'), await answer.text()]
  }
  expect(await asked('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
  expect(await asked('bytes=8-20')).toEqual([206, 'bytes 8-9/10', '89'])
  expect(await asked('bytes=0-1,3-4')).toEqual([200, null, '0123456789'])
  expect((await asked('bytes=10-')).slice(0, 2)).toEqual([416, 'bytes */10'])
})

test('a content that is not there is missing', async () => {
  const server = await startTestServer()
  const answer = await device(server, await joined(server), randomBytes(10)).get()
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    404,
    'E-ATT-MISSING',
  ])
})

test('without a token, with a bad one, or for another workspace nothing is told', async () => {
  const server = await startTestServer()
  const { accessToken } = await joined(server)
  const hash = 'a'.repeat(64)
  const here = blobPath(server.workspaceId, hash)
  const statuses: number[] = []
  for (const [path, token] of [
    [here, undefined],
    [here, 'nonsense'],
    [blobPath('01900000-0000-7000-8000-000000000001', hash), accessToken],
  ] as const)
    for (const method of ['HEAD', 'GET', 'PATCH'])
      statuses.push((await server.ask(method, path, undefined, token)).status)
  expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 404, 404, 404])
})

test.each([
  'server.db',
  '..%2f..%2fserver.db',
  '%2e%2e',
  'A'.repeat(64),
  'a'.repeat(63),
  `${'a'.repeat(64)}%00`,
  `${'a'.repeat(62)}..`,
])('a path in place of a hash is refused: %s', async (name) => {
  const server = await startTestServer()
  const { accessToken } = await joined(server)
  const path = blobPath(server.workspaceId, name)
  const ask = async (method: string) =>
    (await server.ask(method, path, method === 'PATCH' ? 'x' : undefined, accessToken)).status
  // A client resolves the dots before it asks.
  const expected = name === '%2e%2e' ? 404 : 400
  expect([await ask('HEAD'), await ask('GET'), await ask('PATCH')]).toEqual([
    expected,
    expected,
    expected,
  ])
})

test('parts that nobody added to for seven days leave when the server starts', async () => {
  const first = await startTestServer()
  const camille = await joined(first)
  const old = device(first, camille, randomBytes(10))
  const young = device(first, camille, randomBytes(10))
  await old.send(0, 4)
  await young.send(0, 4)
  await first.close()
  const days = (count: number): Date => new Date(testNow - count * 86_400_000)
  for (const [{ hash }, age] of [
    [old, days(8)],
    [young, days(6)],
  ] as const)
    utimesSync(join(first.dataDir, 'blob-parts', `${camille.deviceId}.${hash}`), age, age)
  const server = await startTestServer({ dataDir: first.dataDir })
  expect(partsOf(server)).toEqual([`${camille.deviceId}.${young.hash}`])
})
