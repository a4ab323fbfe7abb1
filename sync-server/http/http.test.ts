import { Writable } from 'node:stream'
import type Database from 'better-sqlite3'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { apiPaths, serverInfoSchema } from '../../core/sync/server-api.ts'
import { connectWriter } from '../../sqlite/connect.ts'
import { testNow } from '../testing/test-log.ts'
import { joined, joining, password, startTestServer } from '../testing/test-server.ts'

test('the server says who it is', async () => {
  const server = await startTestServer()
  const { body, headers } = await server.ask('GET', apiPaths.info)
  expect(serverInfoSchema.parse(body)).toEqual({
    ...{ product: 'wiseparts', protocol: 1, at: testNow, founded: false },
    workspaceId: server.workspaceId,
  })
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  ['malformed JSON', '{', 400, 'INVALID_INPUT'],
  ['another shape', '{"email":1}', 400, 'INVALID_INPUT'],
  ['a body above 64 KB', JSON.stringify({ email: 'x'.repeat(70_000) }), 413, 'E-DOC-TOO-LARGE'],
])('%s is refused', async (_name, body, status, code) => {
  const server = await startTestServer()
  const answer = await server.ask('POST', apiPaths.signIn, body)
  expect([answer.status, (answer.body as { code: string }).code]).toEqual([status, code])
})

test('an unknown path is not there, and a known one says its methods', async () => {
  const server = await startTestServer()
  expect(await server.ask('GET', '/nothing')).toMatchObject({
    ...{ status: 404, body: { code: 'UNKNOWN_OPERATION' } },
  })
  const answer = await server.ask('DELETE', apiPaths.info)
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
})

test('metrics count what was answered, and want their token where there is one', async () => {
  const open = await startTestServer()
  await open.ask('GET', apiPaths.info)
  const { body } = await open.ask('GET', '/metrics')
  expect(body).toContain(
    'wiseparts_http_requests_total{method="GET",path="/api/info",status="200"} 1',
  )
  expect(body).toContain('wiseparts_log_entries 0')
  const closed = await startTestServer({ metricsToken: 'secret' })
  expect((await closed.ask('GET', '/metrics')).status).toBe(403)
  expect((await closed.ask('GET', '/metrics', undefined, 'secret')).status).toBe(200)
})

test('health is ok once the log is verified', async () => {
  const server = await startTestServer()
  await expect
    .poll(() => server.ask('GET', '/health'))
    .toMatchObject({ status: 200, body: { status: 'ok' } })
})

test('the log holds neither passwords nor tokens nor codes', async () => {
  let logged = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString()
      done()
    },
  })
  const server = await startTestServer({ log: pino(stream) })
  const { accessToken, refreshToken } = await joined(server)
  await server.ask('POST', apiPaths.refresh, { refreshToken })
  await server.ask('GET', `${apiPaths.devices}?token=${accessToken}`, undefined, accessToken)
  await server.ask('POST', apiPaths.join, joining(server.invitation!))
  expect(logged).toContain('"path":"/api/join"')
  for (const secret of [password, accessToken, refreshToken, server.invitation!])
    expect(logged).not.toContain(secret)
})

test('SYN-15 a full disk is told by health until there is room, and people stay due', async () => {
  let database: Database.Database | undefined
  const connect = (file: string): Database.Database => (database = connectWriter(file))
  const server = await startTestServer({ connect })
  const { accessToken } = await joined(server)
  const doc = new Y.Doc()
  doc.getMap('members').set('marie', 'x'.repeat(200_000))
  const directory = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  const found = () => server.ask('POST', apiPaths.found, { directory }, accessToken)
  const pages = database!.pragma('page_count', { simple: true }) as number
  database!.pragma(`max_page_count = ${pages + 7}`)
  expect(await found()).toMatchObject({ status: 503, body: { code: 'E-DISK-FULL' } })
  expect(await server.ask('GET', '/health')).toMatchObject({
    ...{ status: 503, body: { status: 'failing' } },
  })
  database!.pragma('max_page_count = 1000000')
  expect((await found()).status).toBe(204)
  expect((await server.ask('GET', '/health')).status).toBe(200)
})
