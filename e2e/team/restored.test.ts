import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { backUp, restore } from '../../sync-server/commands/backup.ts'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  headOf,
  joiningLaptop,
  type Laptop,
  openLaptop,
  rowsOf,
  secondLaptop,
  signIn,
  startServer,
} from './team.ts'

/** A copy of a laptop's folder as it is while nothing runs in it. */
function copyOf(dataDir: string): string {
  const copy = temporaryFolder()
  cpSync(dataDir, copy, { recursive: true })
  return copy
}

const rename = (laptop: Laptop, id: string, name: string) =>
  laptop.client.call('customers.update', { id, patch: { name } })

test('SYN-15 a server restored from an older backup gets back what it lacks, and nothing twice', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  const norauto = await addCustomer(camille, 'Norauto')
  await converge(server.dataDir, [camille, paul])
  const backup = join(temporaryFolder(), 'backup.db')
  await backUp(server.dataDir, backup)

  await addCustomer(paul, 'Midas')
  await addCustomer(camille, 'Speedy')
  await rename(paul, norauto, 'Norauto Lyon')
  await camille.client.call('organisation.update', { name: 'Pièces Auto Isère' })
  await converge(server.dataDir, [camille, paul])
  const whole = headOf(server.dataDir)
  await server.close()
  for (const laptop of [camille, paul])
    await laptop.until(({ connection }) => connection !== 'live')
  await addCustomer(paul, 'Feu Vert')

  const dataDir = join(temporaryFolder(), 'restored')
  await restore(dataDir, backup)
  expect(headOf(dataDir)).toBeLessThan(whole)
  await startServer({ dataDir, port: server.port })
  await converge(dataDir, [paul, camille, paul])
  const names = ['Feu Vert', 'Midas', 'Norauto Lyon', 'Speedy']
  expect(customersOf(camille)).toEqual(names)
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  expect(headOf(dataDir)).toBe(whole + 1)
  for (const laptop of [camille, paul])
    expect(await laptop.settled()).toMatchObject({ pending: 0, rejected: 0, error: null })
  const fresh = await secondLaptop(server, 'paul@example.com')
  await converge(dataDir, [fresh])
  expect(rowsOf(fresh)).toBe(rowsOf(camille))
})

test('SYN-15 what somebody wrote with rights they no longer have stays when a server is restored', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'admin')
  await paul.client.call('organisation.update', { name: 'Chez Paul' })
  await converge(server.dataDir, [paul, camille])
  const { session } = camille.backend.services
  const { userId } = paul.backend.services.session.shared()!
  await session.client().updateMember(await session.accessToken(), userId, { roles: ['rep'] })
  await paul.until(({ isAdministrator }) => !isAdministrator)
  await converge(server.dataDir, [paul, camille])
  const backup = join(temporaryFolder(), 'backup.db')
  await backUp(server.dataDir, backup)
  await server.close()
  for (const laptop of [camille, paul])
    await laptop.until(({ connection }) => connection !== 'live')
  const dataDir = join(temporaryFolder(), 'restored')
  await restore(dataDir, backup)
  await startServer({ dataDir, port: server.port })
  await converge(dataDir, [paul, camille])
  expect(await paul.settled()).toMatchObject({ rejected: 0 })
  for (const { backend } of [camille, paul])
    expect(
      backend.services.documents.read('settings', (doc) => doc.getMap('organisation').get('name')),
    ).toBe('Chez Paul')
})

test('SYN-15 a laptop restored from an older copy gets back what it pushed since', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const first = await joiningLaptop(server, camille, 'paul@example.com')
  const norauto = await addCustomer(first, 'Norauto')
  await converge(server.dataDir, [first, camille])
  await first.close()
  const copy = copyOf(first.dataDir)
  const second = await openLaptop(first.dataDir)
  await rename(second, norauto, 'Norauto Lyon')
  await addCustomer(second, 'Midas')
  await converge(server.dataDir, [second, camille])
  await second.close()

  const restored = await openLaptop(copy)
  await rename(restored, norauto, 'Norauto Vienne')
  // Its refresh token is of old: the server takes it for a stolen one.
  const { error } = await restored.until(
    ({ connection }) => connection === 'signed-out' || connection === 'live',
  )
  expect([undefined, 'E-AUTH-COPIED']).toContain(error?.code)
  if (error) await signIn(restored, server, 'paul@example.com')
  await converge(server.dataDir, [restored, camille])
  expect(customersOf(camille)).toHaveLength(2)
  expect(customersOf(camille)).toContain('Midas')
  expect(rowsOf(restored)).toBe(rowsOf(camille))
  expect(await restored.settled()).toMatchObject({ pending: 0, rejected: 0 })
})

test('SYN-15 two copies of a folder that both write lose nothing', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const first = await joiningLaptop(server, camille, 'paul@example.com')
  const norauto = await addCustomer(first, 'Norauto')
  await converge(server.dataDir, [first, camille])
  await first.close()
  const original = await openLaptop(first.dataDir)
  const clone = await openLaptop(copyOf(first.dataDir))
  const laptops = [original, clone]
  for (let time = 0; time < 5; time++)
    for (const [index, laptop] of laptops.entries()) {
      await addCustomer(laptop, `Client ${index} ${time}`)
      const contact = { customerId: norauto, fields: { name: `Contact ${index} ${time}` } }
      await laptop.client.call('contacts.create', contact)
    }
  for (const laptop of laptops) {
    const { connection } = await laptop.until(
      (status) => status.connection === 'signed-out' || status.connection === 'live',
    )
    if (connection === 'signed-out') await signIn(laptop, server, 'paul@example.com')
  }
  await converge(server.dataDir, [...laptops, camille, original])
  expect(customersOf(camille)).toHaveLength(11)
  for (const laptop of laptops) {
    expect(rowsOf(laptop)).toBe(rowsOf(camille))
    expect(await laptop.settled()).toMatchObject({ pending: 0, rejected: 0 })
  }
})
