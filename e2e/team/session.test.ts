import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openSecretStore, type SecretStore } from '../../backend/sync/secret-store.ts'
import { fakeKeyStore } from '../../backend/testing/fake-key-store.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  openLaptop,
  password,
  signIn,
  startServer,
} from './team.ts'

/** A store that can lose what is written: as if the laptop were killed just before. */
function losingStore(): SecretStore & { isLosing: boolean } {
  let secret: string | undefined
  return {
    isLosing: false,
    isProtected: true,
    read: () => Promise.resolve(secret),
    write(next) {
      if (!this.isLosing) secret = next
      return Promise.resolve()
    },
    clear: () => (secret = undefined),
  }
}

test.each([
  ['within a minute goes on', 50_000, 'live'],
  ['after more than a minute has to sign in', 61_000, 'signed-out'],
] as const)(
  'PRM-03 a laptop killed before it kept its next refresh token, opened %s',
  async (_, laterMs, connection) => {
    let offMs = 0
    const server = await startServer({ now: () => Date.now() + offMs })
    const camille = await foundingLaptop(server)
    const secrets = losingStore()
    const first = await joiningLaptop(server, camille, 'paul@example.com', 'rep', { secrets })
    secrets.isLosing = true
    const second = await first.reopen()
    await second.settled()
    secrets.isLosing = false
    offMs = laterMs
    const third = await second.reopen()
    await addCustomer(third, 'Norauto')
    await third.until((status) => status.connection === connection)
    if (connection === 'signed-out') {
      const { error, pending } = await third.until(() => true)
      expect([error?.code, pending]).toEqual(['E-AUTH-COPIED', 1])
      await signIn(third, server, 'paul@example.com')
    }
    const fourth = await third.reopen()
    await converge(server.dataDir, [fourth, camille])
    expect(customersOf(camille)).toEqual(['Norauto'])
  },
)

test('PRM-03 a laptop without its secret keeps its data and asks to sign in', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const secrets = losingStore()
  const first = await joiningLaptop(server, camille, 'paul@example.com', 'rep', { secrets })
  secrets.clear()
  const paul = await first.reopen()
  const { error } = await paul.until((status) => status.connection === 'signed-out')
  expect(error?.code).toBe('E-AUTH-SESSION')
  await addCustomer(paul, 'Norauto')
  const wrong = { server: server.address, email: 'paul@example.com', password: 'not this one' }
  await expect(paul.client.call('sync.signIn', wrong)).rejects.toMatchObject({
    code: 'E-AUTH-CREDENTIALS',
  })
  const somebodyElse = { ...wrong, email: 'camille@example.com', password }
  await expect(paul.client.call('sync.signIn', somebodyElse)).rejects.toMatchObject({
    code: 'E-AUTH-CREDENTIALS',
  })
  await signIn(paul, server, 'paul@example.com')
  await converge(server.dataDir, [paul, camille])
  expect(customersOf(camille)).toEqual(['Norauto'])
})

test('PRM-03 a laptop whose key store was reset says so, keeps its data and goes on after signing in', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const dataDir = temporaryFolder()
  const keyStore = fakeKeyStore()
  const secrets = openSecretStore(dataDir, keyStore)
  const first = await joiningLaptop(server, camille, 'paul@example.com', 'rep', { secrets })
  expect((await first.until(() => true)).isSecretProtected).toBe(true)
  keyStore.reset()
  const paul = await first.reopen()
  const { error } = await paul.until((status) => status.connection === 'signed-out')
  expect(error?.code).toBe('E-AUTH-KEY-STORE')
  await addCustomer(paul, 'Norauto')
  await signIn(paul, server, 'paul@example.com')
  await converge(server.dataDir, [paul, camille])
  expect(customersOf(camille)).toEqual(['Norauto'])
  expect((await paul.until(() => true)).isSecretProtected).toBe(true)
})

test('PRM-03 a data folder that was copied to a second computer is signed out on both, which keep what they have', async () => {
  let offMs = 0
  const server = await startServer({ now: () => Date.now() + offMs })
  const camille = await foundingLaptop(server)
  const first = await joiningLaptop(server, camille, 'paul@example.com')
  await first.close()
  const copy = join(temporaryFolder(), 'copy')
  cpSync(first.dataDir, copy, { recursive: true })
  const original = await openLaptop(first.dataDir)
  await original.settled()
  offMs = 61_000
  const clone = await openLaptop(copy)
  for (const [laptop, code] of [
    [clone, 'E-AUTH-COPIED'],
    [original, 'E-AUTH-SESSION'],
  ] as const) {
    const status = await laptop.until(({ connection }) => connection === 'signed-out')
    expect([status.error?.code, status.isLocked]).toEqual([code, false])
  }
  await addCustomer(clone, 'Norauto')
  await addCustomer(original, 'Midas')
  for (const laptop of [clone, original]) await signIn(laptop, server, 'paul@example.com')
  await converge(server.dataDir, [clone, original, camille])
  expect(customersOf(camille)).toEqual(['Midas', 'Norauto'])
})

test('a laptop closed at any moment of its first connection opens again and goes on', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  let paul = await joiningLaptop(server, camille, 'paul@example.com')
  for (let turns = 0; turns < 40; turns += 3) {
    paul = await paul.reopen()
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
  }
  await addCustomer(paul, 'Norauto')
  await converge(server.dataDir, [paul, camille])
  expect(customersOf(camille)).toEqual(['Norauto'])
})
