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
  rowsOf,
  startServer,
  type TeamServer,
} from './team.ts'

const now = Date.UTC(2026, 10, 24, 9, 0)

const addVisit = async ({ client }: Laptop, customerId: string, startAt: number): Promise<void> => {
  const activity = { customerId, typeId: 'type-visit', startAt, endAt: startAt + 3_600_000 }
  await client.call('activities.create', { activity })
}

/** Documents in the order in which they came to a laptop. */
const documentsOf = ({ backend }: Laptop): string[] =>
  backend.services.db.reader.raw
    .prepare('select doc_id from upd group by doc_id order by min(seq)')
    .pluck()
    .all() as string[]

const leftToFetch = ({ backend }: Laptop): number =>
  backend.services.db.reader.raw.prepare('select count(*) from to_fetch').pluck().get() as number

/** Joins without waiting for what the server has. */
async function join(server: TeamServer, inviter: Laptop): Promise<Laptop> {
  const { code } = await inviter.client.call('sync.invite', { roles: ['rep'] })
  const laptop = await openLaptop()
  await laptop.client.call('sync.join', {
    ...{ server: server.address, code, email: 'paul@example.com', password },
    ...{ firstName: 'Paul', lastName: 'Martin', tz: 'Europe/Paris', locale: 'fr' },
  })
  return laptop
}

test('SYN-01 a new laptop gets people, then what is current, then the years before', async () => {
  const server = await startServer({ now: () => now })
  const camille = await foundingLaptop(server, { now: () => now })
  const old = await addCustomer(camille, 'Feu Vert')
  const current = await addCustomer(camille, 'Norauto')
  for (const year of [2024, 2025]) await addVisit(camille, old, Date.UTC(year, 5, 10, 9))
  await addVisit(camille, current, Date.UTC(2025, 5, 10, 9))
  await addVisit(camille, current, Date.UTC(2026, 10, 20, 9))
  await camille.settled()
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'rep', { now: () => now })
  await converge(server.dataDir, [camille, paul])
  const years = (customer: string, ...of: number[]) => of.map((year) => `a/${customer}/${year}`)
  expect(documentsOf(paul).filter((id) => /^[ac]\//.test(id))).toEqual([
    `c/${current}`,
    ...years(current, 2026),
    `c/${old}`,
    ...[...years(old, 2025), ...years(current, 2025)].sort(),
    ...years(old, 2024),
  ])
  expect(documentsOf(paul)[0]).toBe('directory')
  expect(rowsOf(paul)).toBe(rowsOf(camille))
})

test('SYN-01 a first sync goes on where it was cut, also in another run of the app', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  for (let number = 0; number < 450; number++) await addCustomer(camille, `Client ${number}`)
  await camille.settled()
  const paul = await join(server, camille)
  await paul.when(() => customersOf(paul).length >= 100)
  await paul.close()
  const again = await openLaptop(paul.dataDir)
  const left = leftToFetch(again)
  const had = customersOf(again).length
  expect(left).toBeGreaterThan(0)
  expect(had + left).toBeGreaterThanOrEqual(450)
  // Only the rest is asked for.
  await again.until(({ progress }) => progress?.total === left)
  await converge(server.dataDir, [camille, again])
  expect(leftToFetch(again)).toBe(0)
  expect(rowsOf(again)).toBe(rowsOf(camille))
})

test('SYN-01 what is changed during a first sync comes at once, and loses nothing', async () => {
  const server = await startServer()
  const camille = await foundingLaptop(server)
  const ids: string[] = []
  for (let number = 0; number < 250; number++)
    ids.push(await addCustomer(camille, `Client ${number}`))
  await camille.settled()
  const paul = await join(server, camille)
  await paul.when(() => customersOf(paul).length > 0)
  for (const [number, id] of ids.entries())
    if (number % 10 === 0)
      await camille.client.call('customers.update', { id, patch: { city: `Ville ${number}` } })
  await converge(server.dataDir, [camille, paul])
  expect(rowsOf(paul)).toBe(rowsOf(camille))
})
