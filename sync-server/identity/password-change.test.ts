import { expect, test } from 'vitest'
import {
  apiPaths,
  devicesSchema,
  joinedSchema,
  membersSchema,
  type Joined,
  type Session,
} from '../../core/sync/server-api.ts'
import { mintToken } from '../commands/token.ts'
import { createSockets } from '../sockets/sockets.ts'
import type { AccessChange } from '../storage/sql.ts'
import { storeUrlOf } from '../testing/storage-under-test.ts'
import {
  invited,
  joined,
  password,
  startTestServer,
  type TestServer,
} from '../testing/test-server.ts'

const paulEmail = 'paul@example.com'
const newPassword = 'staple battery horse'
const code = (answer: { body: unknown }): unknown => (answer.body as { code?: string }).code

const signIn = (server: TestServer, given: string, email = paulEmail) =>
  server.ask('POST', apiPaths.signIn, { email, password: given, deviceName: 'Bureau' })
const refresh = (server: TestServer, { refreshToken }: Session) =>
  server.ask('POST', apiPaths.refresh, { refreshToken })
const change = (server: TestServer, { accessToken }: Session, current: string) =>
  server.ask('POST', apiPaths.password, { current, next: newPassword }, accessToken)
const reset = (server: TestServer, given: string, email = paulEmail) =>
  server.ask('POST', apiPaths.resetPassword, {
    ...{ code: given, email, password: newPassword, deviceName: 'Portable' },
  })
async function resetCode(server: TestServer, admin: Joined, { userId }: Joined): Promise<string> {
  return code(
    await server.ask('POST', apiPaths.resetCodes, { userId }, admin.accessToken),
  ) as string
}

async function start() {
  const heard: AccessChange[] = []
  const server = await startTestServer({
    createSockets: (options) => {
      options.onAccessChanged((changed) => heard.push(changed))
      return createSockets(options)
    },
  })
  const admin = await joined(server)
  const paul = await invited(server, admin, paulEmail)
  return { server, admin, paul, heard }
}

test('PRM-03 a password is changed by who knows it, and signs out the other devices of the account', async () => {
  const { server, paul, heard } = await start()
  const other = joinedSchema.parse((await signIn(server, password)).body)
  const wrong = await change(server, paul, 'not this one')
  expect([wrong.status, code(wrong)]).toEqual([403, 'E-AUTH-PASSWORD'])
  expect((await refresh(server, other)).status).toBe(200)
  expect((await change(server, paul, password)).status).toBe(204)
  expect(heard).toEqual([{ userId: paul.userId, deviceId: other.deviceId, kind: 'revoked' }])
  expect(code(await signIn(server, password))).toBe('E-AUTH-CREDENTIALS')
  expect((await signIn(server, newPassword)).status).toBe(200)
  expect((await refresh(server, paul)).status).toBe(200)
  for (const answer of [
    await refresh(server, other),
    await server.ask('GET', apiPaths.devices, undefined, other.accessToken),
  ])
    expect([answer.status, code(answer)]).toEqual([401, 'E-AUTH-SESSION'])
})

test('PRM-03 a signed out device is listed as such until it is shut out', async () => {
  const { server, admin, paul } = await start()
  const other = joinedSchema.parse((await signIn(server, password)).body)
  server.clock.now += 60_000
  const signedOutAt = server.clock.now
  await change(server, paul, password)
  server.clock.now += 60_000
  // Once more: it was signed out before.
  const again = { current: newPassword, next: password }
  await server.ask('POST', apiPaths.password, again, paul.accessToken)
  const own = async () =>
    devicesSchema.parse(
      (await server.ask('GET', apiPaths.devices, undefined, paul.accessToken)).body,
    )
  const members = async () =>
    membersSchema.parse(
      (await server.ask('GET', apiPaths.members, undefined, admin.accessToken)).body,
    )
  const [here, there] = [
    { id: paul.deviceId, signedOutAt: null },
    { id: other.deviceId, signedOutAt },
  ]
  expect(await own()).toMatchObject([here, there])
  expect((await members()).find(({ userId }) => userId === paul.userId)?.devices).toEqual(
    await own(),
  )
  const path = `${apiPaths.devices}/${other.deviceId}`
  expect((await server.ask('DELETE', path, undefined, paul.accessToken)).status).toBe(204)
  expect(await own()).toMatchObject([here])
  expect(code(await refresh(server, other))).toBe('E-AUTH-REVOKED')
})

test('PRM-03 a token for an account whose devices were signed out is good', async () => {
  const { server, admin, paul } = await start()
  const { dataDir } = server
  const asked = { dataDir, storeUrl: await storeUrlOf(dataDir), role: undefined, minutes: 15 }
  const first = await mintToken({ ...asked, email: paulEmail })
  await reset(server, await resetCode(server, admin, paul))
  const second = await mintToken({ ...asked, email: paulEmail })
  // The command has a clock of its own.
  server.clock.now = Date.now()
  const ask = async (token: string): Promise<number> =>
    (await server.ask('GET', apiPaths.devices, undefined, token)).status
  expect([await ask(first), await ask(second)]).toEqual([401, 200])
})

test('PRM-03 a new password is as long as a first one', async () => {
  const { server, paul } = await start()
  const asked = { current: password, next: 'short' }
  const answer = await server.ask('POST', apiPaths.password, asked, paul.accessToken)
  expect([answer.status, code(answer)]).toEqual([400, 'INVALID_INPUT'])
})

test('PRM-03 guessing the current password is limited as signing in is', async () => {
  const { server, paul } = await start()
  // Joining was an attempt too.
  for (let attempt = 0; attempt < 9; attempt++)
    expect(code(await change(server, paul, 'no'))).toBe('E-AUTH-PASSWORD')
  const tooMany = await change(server, paul, password)
  expect([tooMany.status, code(tooMany)]).toEqual([429, 'E-AUTH-TOO-MANY'])
})

test('PRM-03 a code of the administrator sets a new password, once, and signs out every device', async () => {
  const { server, admin, paul, heard } = await start()
  const given = await resetCode(server, admin, paul)
  expect(given).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]{2}$/)
  const answer = await reset(server, given.toLowerCase().replaceAll('-', ' '))
  const session = joinedSchema.parse(answer.body)
  expect(session.userId).toBe(paul.userId)
  expect(heard).toEqual([{ userId: paul.userId, deviceId: paul.deviceId, kind: 'revoked' }])
  expect(code(await refresh(server, paul))).toBe('E-AUTH-SESSION')
  expect((await refresh(server, session)).status).toBe(200)
  expect(code(await signIn(server, password))).toBe('E-AUTH-CREDENTIALS')
  expect((await signIn(server, newPassword)).status).toBe(200)
  const again = await reset(server, given)
  expect([again.status, code(again)]).toEqual([403, 'E-AUTH-RESET-CODE'])
})

test('PRM-03 a code is for one account, for seven days, and until the next one', async () => {
  const { server, admin, paul } = await start()
  const first = await resetCode(server, admin, paul)
  const second = await resetCode(server, admin, paul)
  expect(code(await reset(server, first))).toBe('E-AUTH-RESET-CODE')
  expect(code(await reset(server, second, 'camille@example.com'))).toBe('E-AUTH-RESET-CODE')
  server.clock.now += 7 * 24 * 3_600_000
  expect(code(await reset(server, second))).toBe('E-AUTH-RESET-CODE')
})

test('PRM-03 a changed password makes the code void that was made before', async () => {
  const { server, admin, paul } = await start()
  const given = await resetCode(server, admin, paul)
  expect((await change(server, paul, password)).status).toBe(204)
  expect(code(await reset(server, given))).toBe('E-AUTH-RESET-CODE')
})

test('PRM-03 neither is an invitation a code for a password, nor the other way round', async () => {
  const { server, admin, paul } = await start()
  const asked = { roles: ['rep'], territory: null, userId: null }
  const invitation = await server.ask('POST', apiPaths.invitations, asked, admin.accessToken)
  expect(code(await reset(server, code(invitation) as string))).toBe('E-AUTH-RESET-CODE')
  const given = await resetCode(server, admin, paul)
  const joining = await server.ask('POST', apiPaths.join, {
    ...{ code: given, email: 'x@example.com', password, firstName: 'X', lastName: '' },
    ...{ tz: 'Europe/Paris', locale: 'fr', deviceName: 'Bureau' },
  })
  expect(code(joining)).toBe('E-AUTH-INVITATION')
})

test('PRM-03 codes are the administrator’s to make, for people with an account', async () => {
  const { server, admin, paul } = await start()
  const ask = (userId: string, { accessToken }: Session) =>
    server.ask('POST', apiPaths.resetCodes, { userId }, accessToken)
  expect(code(await ask(admin.userId, paul))).toBe('E-PRM')
  expect(code(await ask('nobody', admin))).toBe('E-NOT-FOUND')
})

test('PRM-03 a code does not bring back an account that was shut out', async () => {
  const { server, admin, paul } = await start()
  const given = await resetCode(server, admin, paul)
  const person = `${apiPaths.members}/${paul.userId}`
  await server.ask('PATCH', person, { active: false }, admin.accessToken)
  expect(code(await reset(server, given))).toBe('E-AUTH-REVOKED')
  await server.ask('PATCH', person, { active: true }, admin.accessToken)
  expect((await reset(server, given)).status).toBe(200)
})
