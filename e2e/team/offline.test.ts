import { expect, test } from 'vitest'
import {
  addCustomer,
  converge,
  customersOf,
  foundingLaptop,
  joiningLaptop,
  rowsOf,
  secondLaptop,
  startServer,
} from './team.ts'

const dayMs = 24 * 3_600_000

test('SYN-01 both write while the server is away for a day, and everything is exchanged after', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com')
  await server.close()
  for (const laptop of [camille, paul])
    await laptop.until(({ connection }) => connection !== 'live')
  for (const name of ['Norauto', 'Midas', 'Speedy']) await addCustomer(camille, name)
  for (const name of ['Feu Vert', 'Euromaster']) await addCustomer(paul, name)
  expect((await camille.until(({ pending }) => pending > 2)).pending).toBe(3)
  expect((await paul.until(({ pending }) => pending > 1)).pending).toBe(2)
  await startServer(server)
  await converge(server.dataDir, [camille, paul])
  expect(customersOf(paul)).toEqual(['Euromaster', 'Feu Vert', 'Midas', 'Norauto', 'Speedy'])
  expect(rowsOf(paul)).toBe(rowsOf(camille))
  for (const laptop of [camille, paul])
    expect(await laptop.settled()).toMatchObject({ pending: 0, rejected: 0, error: null })
})

test('SYN-01 what is not pushed is pushed after the laptop was closed and opened again', async () => {
  const server = await startServer()
  const first = await foundingLaptop(server)
  const paul = await joiningLaptop(server, first, 'paul@example.com')
  await server.close()
  await first.until(({ connection }) => connection !== 'live')
  await addCustomer(first, 'Norauto')
  const camille = await first.reopen()
  expect((await camille.until(() => true)).pending).toBe(1)
  await addCustomer(camille, 'Midas')
  await startServer(server)
  await converge(server.dataDir, [camille, paul])
  expect(customersOf(paul)).toEqual(['Midas', 'Norauto'])
})

test('SYN-01 a second device of the same person receives everything, and both go on', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const customerId = await addCustomer(camille, 'Norauto')
  await camille.client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt: Date.now(), endAt: Date.now() + 60_000 },
    description: [{ insert: 'Tour du stock\n' }],
  })
  await camille.client.call('activityTypes.update', {
    id: 'type-visit',
    patch: { name: { fr: 'Passage', en: 'Stop' } },
  })
  await camille.settled()
  const tablet = await secondLaptop(server, 'camille@example.com')
  await converge(server.dataDir, [camille, tablet])
  expect(rowsOf(tablet)).toBe(rowsOf(camille))
  await addCustomer(tablet, 'Midas')
  await converge(server.dataDir, [tablet, camille])
  expect(customersOf(camille)).toEqual(['Midas', 'Norauto'])
})

test.each([
  ['three days ahead', 3 * dayMs],
  ['three days behind', -3 * dayMs],
])('SYN-12 a laptop whose clock is %s exchanges, and knows it', async (_, offMs) => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep', {
    now: () => Date.now() + offMs,
  })
  await addCustomer(paul, 'Norauto')
  await addCustomer(camille, 'Midas')
  await converge(server.dataDir, [paul, camille])
  const again = await paul.reopen()
  await converge(server.dataDir, [again, camille])
  expect(rowsOf(again)).toBe(rowsOf(camille))
  expect(customersOf(camille)).toEqual(['Midas', 'Norauto'])
  const { clockSkewMs } = await again.settled()
  expect(Math.abs(clockSkewMs! - offMs)).toBeLessThan(60_000)
})
