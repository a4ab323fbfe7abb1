import { SignJWT, UnsecuredJWT } from 'jose'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { createRecord, findRecord, readRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { createSockets } from '../sockets/sockets.ts'
import type { AccessChange } from '../storage/sql.ts'
import { apiPaths, type Joined, type Session } from '../../core/sync/server-api.ts'
import {
  invited,
  joined,
  joining,
  password,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

const emptyUpdate = Buffer.from(Y.encodeStateAsUpdate(new Y.Doc())).toString('base64')
const code = (answer: { body: unknown }): unknown => (answer.body as { code?: string }).code
const refresh = (server: TestServer, refreshToken: string) =>
  server.ask('POST', apiPaths.refresh, { refreshToken })
const signIn = (server: TestServer, given = password, email = 'camille@example.com') =>
  server.ask('POST', apiPaths.signIn, { email, password: given, deviceName: 'Bureau' })

function memberOf({ documents }: Joined, userId: string) {
  const doc = new Y.Doc()
  const directory = documents.find(({ documentId }) => documentId === 'directory')!
  Y.applyUpdate(doc, Buffer.from(directory.update, 'base64'))
  const map = findRecord(doc, memberRecord, userId)
  return map && readRecord(memberRecord, map)
}

test('the first administrator joins with the printed invitation, once', async () => {
  const server = await startTestServer()
  const admin = await joined(server, {
    code: server.invitation!.toLowerCase().replaceAll('-', ' '),
  })
  expect(admin).toMatchObject({
    workspaceId: server.workspaceId,
    roles: ['admin'],
    territory: null,
  })
  expect(admin).toMatchObject({ founded: false, accessExpiresAt: server.clock.now + 15 * 60_000 })
  const again = await server.ask(
    'POST',
    apiPaths.join,
    joining(server.invitation!, { email: 'b@x.fr' }),
  )
  expect([again.status, code(again)]).toEqual([403, 'E-AUTH-INVITATION'])
})

test('a miscopied and an expired invitation are refused', async () => {
  const server = await startTestServer()
  const first = server.invitation!.startsWith('2') ? '3' : '2'
  const wrong = await server.ask(
    'POST',
    apiPaths.join,
    joining(first + server.invitation!.slice(1)),
  )
  expect(code(wrong)).toBe('E-AUTH-INVITATION')
  server.clock.now += 7 * 24 * 3_600_000
  const late = await server.ask('POST', apiPaths.join, joining(server.invitation!))
  expect(code(late)).toBe('E-AUTH-INVITATION')
})

test('signing in needs the right password; unknown e-mails are refused alike', async () => {
  const server = await startTestServer()
  const { userId } = await joined(server)
  const right = await signIn(server)
  expect([right.status, (right.body as Session).userId]).toEqual([200, userId])
  const [wrong, unknown] = [await signIn(server, 'no'), await signIn(server, password, 'x@x.fr')]
  expect([wrong.status, code(wrong)]).toEqual([401, 'E-AUTH-CREDENTIALS'])
  expect(unknown.body).toEqual(wrong.body)
})

test('eleven attempts for one e-mail are too many, until a minute has passed', async () => {
  const server = await startTestServer()
  for (let attempt = 0; attempt < 10; attempt++)
    expect(code(await signIn(server, 'no'))).toBe('E-AUTH-CREDENTIALS')
  const tooMany = await signIn(server, 'no')
  expect([tooMany.status, code(tooMany)]).toEqual([429, 'E-AUTH-TOO-MANY'])
  expect(tooMany.headers.get('retry-after')).toBe('60')
  server.clock.now += 60_000
  expect(code(await signIn(server, 'no'))).toBe('E-AUTH-CREDENTIALS')
})

describe('refresh tokens', () => {
  test('rotate, and one that comes back later signs the device out', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    const first = await refresh(server, admin.refreshToken)
    expect(first.status).toBe(200)
    const second = await refresh(server, (first.body as Session).refreshToken)
    expect(second.status).toBe(200)
    const reused = await refresh(server, admin.refreshToken)
    expect([reused.status, code(reused)]).toEqual([401, 'E-AUTH-COPIED'])
    const { accessToken } = second.body as Session
    const devices = await server.ask('GET', apiPaths.devices, undefined, accessToken)
    expect([devices.status, code(devices)]).toEqual([401, 'E-AUTH-SESSION'])
  })

  test('a lost answer may be asked for again; then the lost token is a copy', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    const lost = await refresh(server, admin.refreshToken)
    server.clock.now += 60_000
    expect((await refresh(server, admin.refreshToken)).status).toBe(200)
    expect(code(await refresh(server, (lost.body as Session).refreshToken))).toBe('E-AUTH-COPIED')
  })

  test('after 61 seconds no answer counts as lost', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    await refresh(server, admin.refreshToken)
    server.clock.now += 60_001
    expect(code(await refresh(server, admin.refreshToken))).toBe('E-AUTH-COPIED')
  })

  test('end after 30 days', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    server.clock.now += 30 * 24 * 3_600_000
    expect(code(await refresh(server, admin.refreshToken))).toBe('E-AUTH-SESSION')
  })
})

describe('PRM-02 hostile tokens', () => {
  const otherKey = generateKeyPairSync('ed25519').privateKey

  test('open none of the paths that need a session', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    const jwk = (await server.readState('signing-key'))!
    const key = JSON.parse(jwk) as { d: string; x: string; crv: string; kty: string }
    const publicKey = createPublicKey({ key, format: 'jwk' })
    const at = Math.floor(server.clock.now / 1000)
    const claims = {
      sub: admin.userId,
      dev: admin.deviceId,
      wid: server.workspaceId,
      iat: at,
      exp: at + 60,
    }
    const signed = (payload: object, by: Parameters<SignJWT['sign']>[0], alg = 'EdDSA') =>
      new SignJWT({ ...payload }).setProtectedHeader({ alg }).sign(by)
    const tokens: Record<string, string | undefined> = {
      none: undefined,
      garbage: 'garbage',
      expired: await signed({ ...claims, exp: at }, key),
      'alg none': new UnsecuredJWT(claims).encode(),
      HS256: await signed(claims, publicKey.export({ type: 'spki', format: 'der' }), 'HS256'),
      'another key': await signed(claims, otherKey),
      'another workspace': await signed({ ...claims, wid: 'other' }, key),
      'another device': await signed({ ...claims, dev: 'other' }, key),
      'no end': await signed({ ...claims, exp: undefined }, key),
    }
    const closed = server.routes.filter(({ access }) => access !== 'open')
    expect(closed).toHaveLength(11)
    for (const { method, path } of closed)
      for (const [name, token] of Object.entries(tokens)) {
        const answer = await server.ask(method, path.replace(':id', 'x'), undefined, token)
        // The answer to HEAD has no body.
        const told = method === 'HEAD' ? 'E-AUTH-SESSION' : code(answer)
        expect([path, name, answer.status, told]).toEqual([path, name, 401, 'E-AUTH-SESSION'])
      }
    const good = await signed(claims, key)
    expect((await server.ask('GET', apiPaths.members, undefined, good)).status).toBe(200)
  })

  test('PRM-01 PRM-03 a rep, a revoked device and an inactive account are refused', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    const paul = await invited(server, admin, 'paul@example.com')
    const asked = async (token: string, access: string) => {
      const answers = new Set<unknown>()
      for (const { method, path } of server.routes.filter(
        (each) => each.access === access && each.method !== 'HEAD',
      ))
        answers.add(code(await server.ask(method, path.replace(':id', 'x'), undefined, token)))
      return [...answers]
    }
    expect(await asked(paul.accessToken, 'admin')).toEqual(['E-PRM'])
    const path = `${apiPaths.devices}/${paul.deviceId}`
    expect((await server.ask('DELETE', path, undefined, admin.accessToken)).status).toBe(204)
    for (const access of ['member', 'admin'])
      expect(await asked(paul.accessToken, access)).toEqual(['E-AUTH-REVOKED'])
    const back = (await signIn(server, password, 'paul@example.com')).body as Joined
    const person = `${apiPaths.members}/${paul.userId}`
    await server.ask('PATCH', person, { active: false }, admin.accessToken)
    expect(await asked(back.accessToken, 'member')).toEqual(['E-AUTH-REVOKED'])
    expect(code(await signIn(server, password, 'paul@example.com'))).toBe('E-AUTH-REVOKED')
  })
})

describe('founding', () => {
  test('takes a directory once, keeps its people, and adds who has joined', async () => {
    const server = await startTestServer()
    const admin = await joined(server, { userId: 'camille' })
    expect(admin.userId).toBe('camille')
    const paul = await invited(server, admin, 'paul@example.com')
    const doc = new Y.Doc()
    const own = { firstName: 'Cam', lastName: 'Roche', color: '#112233', createdBy: 'camille' }
    createRecord(doc, memberRecord, 'camille', own)
    createRecord(doc, memberRecord, 'marie', { firstName: 'Marie' })
    const directory = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
    const found = () => server.ask('POST', apiPaths.found, { directory }, admin.accessToken)
    expect((await found()).status).toBe(204)
    const again = await found()
    expect([again.status, code(again)]).toEqual([409, 'E-SRV-FOUNDED'])
    const now = (await signIn(server)).body as Joined
    expect(now.founded).toBe(true)
    expect(memberOf(now, 'camille')).toMatchObject({
      firstName: 'Camille',
      color: '#112233',
      roles: ['admin'],
    })
    expect(memberOf(now, paul.userId)).toMatchObject({
      firstName: 'Paul',
      roles: ['rep'],
      createdBy: 'server',
    })
    const marie = await invited(server, admin, 'marie@example.com', 'marie')
    expect(marie.userId).toBe('marie')
    expect(memberOf(marie, 'marie')).toMatchObject({ email: 'marie@example.com', active: true })
  })

  test('with nothing begins on the server; no id is chosen afterwards', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    await server.ask('POST', apiPaths.found, { directory: emptyUpdate }, admin.accessToken)
    const { body } = await server.ask(
      ...([
        'POST',
        apiPaths.invitations,
        { roles: ['admin'], territory: null, userId: null },
      ] as const),
      admin.accessToken,
    )
    const other = await joined(server, {
      ...{ code: (body as { code: string }).code, email: 'b@example.com', userId: 'chosen' },
    })
    expect(other.userId).not.toBe('chosen')
    expect(memberOf(other, admin.userId)).toMatchObject({ lastName: 'Roche', color: '#0F766E' })
    expect(memberOf(other, other.userId)).toMatchObject({ color: '#1D4ED8' })
  })

  test('refuses what is no update', async () => {
    const server = await startTestServer()
    const admin = await joined(server)
    const directory = Buffer.from([1, 2, 3]).toString('base64')
    const answer = await server.ask('POST', apiPaths.found, { directory }, admin.accessToken)
    expect([answer.status, code(answer)]).toEqual([400, 'E-DOC-MALFORMED'])
    expect(await server.ask('GET', apiPaths.info)).toMatchObject({ body: { founded: false } })
  })
})

test('PRM-01 the last administrator stays one; roles count at once', async () => {
  const server = await startTestServer()
  const admin = await joined(server)
  const paul = await invited(server, admin, 'paul@example.com')
  const patch = (userId: string, body: object) =>
    server.ask('PATCH', `${apiPaths.members}/${userId}`, body, admin.accessToken)
  for (const body of [{ roles: ['rep'] }, { active: false }])
    expect(code(await patch(admin.userId, body))).toBe('E-AUTH-LAST-ADMIN')
  expect((await patch(paul.userId, { roles: ['admin'] })).status).toBe(204)
  expect((await server.ask('GET', apiPaths.members, undefined, paul.accessToken)).status).toBe(200)
  expect((await patch(admin.userId, { roles: ['rep'] })).status).toBe(204)
  expect(code(await patch(paul.userId, {}))).toBe('E-PRM')
})

test('PRM-03 who holds sockets hears of every change of access, and of nothing else', async () => {
  const heard: AccessChange[] = []
  const server = await startTestServer({
    createSockets: (options) => {
      options.onAccessChanged((change) => heard.push(change))
      return createSockets(options)
    },
  })
  const admin = await joined(server)
  const { userId, deviceId, accessToken } = await invited(server, admin, 'paul@example.com')
  const patch = (body: object) =>
    server.ask('PATCH', `${apiPaths.members}/${userId}`, body, admin.accessToken)
  await patch({ firstName: 'Jean', roles: ['rep'], territory: ['norauto'] })
  expect(heard).toEqual([])
  await patch({ territory: null })
  await patch({ active: false })
  await patch({ active: true })
  await server.ask('DELETE', `${apiPaths.devices}/${admin.deviceId}`, undefined, accessToken)
  await server.ask('DELETE', `${apiPaths.devices}/${deviceId}`, undefined, accessToken)
  expect(heard).toEqual([
    { userId, kind: 'roles' },
    { userId, kind: 'revoked' },
    { userId, deviceId, kind: 'revoked' },
  ])
})
