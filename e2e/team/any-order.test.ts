import { cpSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom, type Random } from '../../backend/demo/random.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { missingOf, roundsOr, seedOfRun, type Written, writeSomething } from './random-writes.ts'
import { addCustomer, type Laptop, openLaptop, rowsOf } from './team.ts'

const runs = roundsOr(20)

/** What happens to one of the laptops; `chance` decides the rest. */
interface Step {
  readonly what: 'write' | 'deliver' | 'restart'
  readonly who: number
  readonly chance: number
}

const teams = fc.record({
  size: fc.integer({ min: 2, max: 4 }),
  steps: fc.array(
    fc.record<Step>({
      what: fc.oneof(
        { weight: 6, arbitrary: fc.constant('write' as const) },
        { weight: 4, arbitrary: fc.constant('deliver' as const) },
        { weight: 1, arbitrary: fc.constant('restart' as const) },
      ),
      who: fc.nat({ max: 3 }),
      chance: fc.nat(),
    }),
    { minLength: 5, maxLength: 40 },
  ),
})

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}

/** All that a laptop wrote by itself. */
function ownUpdatesOf({ backend }: Laptop): LogEntry[] {
  return backend.services.db.reader.raw
    .prepare(
      `select seq, doc_id as documentId, user_id as userId, at, data as "update" from upd
       where origin = 'local' order by seq`,
    )
    .all() as LogEntry[]
}

/** Some of the updates, each up to three times and in any order: the others are lost on the way. */
function asTheyArrive(updates: readonly LogEntry[], random: Random): LogEntry[] {
  const arrived = updates.filter(() => random.chance(0.5))
  const repeated = arrived.filter(() => random.chance(0.2))
  return shuffled([...arrived, ...repeated, ...repeated.filter(() => random.chance(0.3))], random)
}

const receive = (laptop: Laptop, updates: readonly LogEntry[]): void =>
  laptop.backend.services.documents.receive(updates, () => undefined)

/** Hands all to all, in any order, until nobody writes anything more about it. */
function deliverAll(laptops: readonly Laptop[], random: Random): void {
  const count = (): number => laptops.flatMap(ownUpdatesOf).length
  for (let before = -1; before !== count();) {
    before = count()
    for (const laptop of laptops)
      receive(
        laptop,
        shuffled(laptops.filter((other) => other !== laptop).flatMap(ownUpdatesOf), random),
      )
  }
}

/** A folder with a workspace and a customer, which every laptop of a run starts with. */
async function startingFolder(): Promise<string> {
  const dataDir = temporaryFolder()
  const laptop = await openLaptop(dataDir)
  await laptop.client.call('workspace.create', {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr',
  })
  await addCustomer(laptop, 'Norauto')
  await laptop.close()
  return dataDir
}

test(
  `SYN-02 SYN-15 updates that are lost, repeated and out of order between restarts end in the same rows in ${runs} runs`,
  { timeout: 30_000 + 10_000 * runs },
  async () => {
    const seed = seedOfRun('any order')
    const start = await startingFolder()
    let acknowledged = 0
    const run = async ({ size, steps }: { size: number; steps: Step[] }): Promise<void> => {
      const folders = Array.from({ length: size }, () => temporaryFolder())
      for (const folder of folders) cpSync(start, folder, { recursive: true })
      const laptops = await Promise.all(folders.map((folder) => openLaptop(folder)))
      const written: Written[] = []
      try {
        for (const { what, who, chance } of steps) {
          const index = who % size
          const laptop = laptops[index]!
          const random = seededRandom(chance)
          if (what === 'write') {
            const record = await writeSomething(laptop, random)
            if (record) written.push(record)
          } else if (what === 'deliver')
            receive(
              laptop,
              asTheyArrive(
                laptops.filter((other) => other !== laptop).flatMap(ownUpdatesOf),
                random,
              ),
            )
          else laptops[index] = await laptop.reopen()
        }
        deliverAll(laptops, seededRandom(seed))
        const rows = rowsOf(laptops[0]!)
        for (const laptop of laptops) {
          expect(missingOf(laptop, written)).toEqual([])
          expect(rowsOf(laptop)).toBe(rows)
          await laptop.client.run('maintenance.rebuild', {})
          expect(rowsOf(laptop)).toBe(rows)
        }
        acknowledged += written.length
      } finally {
        for (const laptop of laptops) await laptop.close()
        // A thousand runs would leave gigabytes until the end of the test.
        for (const folder of folders) rmSync(folder, { recursive: true })
      }
    }
    await fc.assert(fc.asyncProperty(teams, run), { seed, numRuns: runs, endOnFailure: true })
    console.log(`any order: runs ${runs}, acknowledged ${acknowledged}, lost 0`)
  },
)
