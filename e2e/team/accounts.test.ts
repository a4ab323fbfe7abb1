import { expect, test } from 'vitest'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  openLaptop,
  password,
  secondLaptop,
  startServer,
  userOf,
} from './team.ts'

const paulEmail = 'paul@example.com'
const newPassword = 'staple battery horse'

async function start() {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, paulEmail)
  return { server, camille, paul, paulId: userOf(paul) }
}

const devicesOf = async (asking: Laptop, userId: string) =>
  (await asking.client.call('accounts.devices', { userId })).devices

test('PRM-03 after one’s password was changed another laptop keeps what it has and asks to sign in', async () => {
  const { server, camille, paul } = await start()
  const other = await secondLaptop(server, paulEmail)
  const change = { current: password, next: newPassword }
  await paul.client.call('accounts.changePassword', change)
  const { error } = await other.until(({ connection }) => connection === 'signed-out')
  expect(error?.code).toBe('E-AUTH-SESSION')
  await addCustomer(other, 'Norauto')
  await expect(
    other.client.call('sync.signIn', { server: server.address, email: paulEmail, password }),
  ).rejects.toMatchObject({ code: 'E-AUTH-CREDENTIALS' })
  await other.client.call('sync.signIn', {
    ...{ server: server.address, email: paulEmail, password: newPassword },
  })
  await converge(server.dataDir, [other, paul, camille])
  expect(customersOf(camille)).toEqual(['Norauto'])
  await expect(paul.client.call('accounts.changePassword', change)).rejects.toMatchObject({
    code: 'E-AUTH-PASSWORD',
  })
})

test('PRM-03 who has forgotten the password goes on with a code of the administrator, on the same laptop', async () => {
  const { server, camille, paul, paulId } = await start()
  const { code } = await camille.client.call('accounts.createResetCode', { userId: paulId })
  await server.close()
  await addCustomer(paul, 'Norauto')
  const again = await startServer({ dataDir: server.dataDir, port: server.port })
  const asked = { server: again.address, email: paulEmail, password: newPassword }
  await expect(
    paul.client.call('sync.resetPassword', { ...asked, code: `${code}0` }),
  ).rejects.toMatchObject({ code: 'E-AUTH-RESET-CODE' })
  await paul.client.call('sync.resetPassword', { ...asked, code })
  await converge(again.dataDir, [paul, camille])
  expect(customersOf(camille)).toEqual(['Norauto'])
  expect(await devicesOf(paul, paulId)).toMatchObject([
    { isThis: false, signedOutAt: expect.any(Number) as number },
    { isThis: true, signedOutAt: null },
  ])
})

test('PRM-03 a code opens the workspace on a new laptop too', async () => {
  const { server, camille, paulId } = await start()
  const { code } = await camille.client.call('accounts.createResetCode', { userId: paulId })
  await addCustomer(camille, 'Norauto')
  const laptop = await openLaptop()
  await laptop.client.call('sync.resetPassword', {
    ...{ server: server.address, email: paulEmail, password: newPassword, code },
  })
  await converge(server.dataDir, [laptop, camille])
  expect(customersOf(laptop)).toEqual(['Norauto'])
})

test('PRM-03 each person sees their devices and shuts out the one that was lost', async () => {
  const { server, paul, paulId } = await start()
  const lost = await secondLaptop(server, paulEmail)
  const before = await devicesOf(paul, paulId)
  expect(before.map(({ isThis }) => isThis)).toEqual([true, false])
  expect(before[1]!.lastSeenAt).toBeGreaterThan(0)
  await paul.client.call('accounts.revokeDevice', { deviceId: before[1]!.id })
  await lost.until(({ isLocked }) => isLocked)
  expect(await devicesOf(paul, paulId)).toEqual([before[0]])
  await expect(
    paul.client.call('accounts.revokeDevice', { deviceId: before[0]!.id }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('PRM-03 a laptop that was signed out is locked once it is shut out too', async () => {
  const { server, paul, paulId } = await start()
  const other = await secondLaptop(server, paulEmail)
  await paul.client.call('accounts.changePassword', { current: password, next: newPassword })
  const { isLocked } = await other.until(({ connection }) => connection === 'signed-out')
  expect(isLocked).toBe(false)
  const signedOut = (await devicesOf(paul, paulId)).find(({ signedOutAt }) => signedOutAt !== null)
  await paul.client.call('accounts.revokeDevice', { deviceId: signedOut!.id })
  await other.client.call('sync.retry', {})
  await other.until((status) => status.isLocked)
  expect(await devicesOf(paul, paulId)).toHaveLength(1)
})

test('PRM-03 the administrator sees everybody’s devices and shuts one out; a member sees only their own', async () => {
  const { camille, paul, paulId } = await start()
  const camilleId = userOf(camille)
  await expect(paul.client.call('accounts.devices', { userId: camilleId })).rejects.toMatchObject({
    code: 'E-PRM',
  })
  const [device] = await devicesOf(camille, paulId)
  await camille.client.call('accounts.revokeDevice', { deviceId: device!.id })
  await paul.until(({ isLocked }) => isLocked)
  expect(await devicesOf(camille, paulId)).toEqual([])
  expect(await camille.client.call('accounts.devices', { userId: 'nobody' })).toEqual({
    hasAccount: false,
    devices: [],
  })
})
