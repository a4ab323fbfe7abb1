import { cpSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom, type Random } from '../../core/seeded-random.ts'
import { LogCompaction } from '../../backend/documents/log-compaction.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { foldAfterMs } from '../../core/sync/folding.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { missingOf, roundsOr, seedOfRun, type Written, writeSomething } from './random-writes.ts'
import { addCustomer, type Laptop, laptopAlone, openLaptop, rowsOf } from './team.ts'

const runs = roundsOr(20)

/** What happens to one of the laptops; `chance` decides the rest. */
interface Step {
  readonly what: 'write' | 'deliver' | 'fold' | 'restart'
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
        { weight: 1, arbitrary: fc.constant('fold' as const) },
        { weight: 1, arbitrary: fc.constant('restart' as const) },
      ),
      who: fc.nat({ max: 3 }),
      chance: fc.nat(),
    }),
    { minLength: 20, maxLength: 60, size: 'max' },
  ),
})

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((value) => ({ value, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value)
}

/** All that the laptops have written, kept as a server keeps it: laptops may fold their own. */
class Mail {
  private readonly written = new Map<number, Map<number, LogEntry>>()

  /** Takes what a laptop wrote by itself since the last time. */
  collect(who: number, { backend }: Laptop): void {
    const rows = backend.services.db.reader.raw
      .prepare(
        `select seq, doc_id as documentId, user_id as userId, at, data as "update" from upd
         where origin = 'local' order by seq`,
      )
      .all() as LogEntry[]
    const known = this.written.get(who) ?? new Map<number, LogEntry>()
    for (const row of rows) known.set(row.seq, row)
    this.written.set(who, known)
  }

  get count(): number {
    return [...this.written.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** What all the others have written. */
  to(who: number): LogEntry[] {
    return [...this.written].flatMap(([from, entries]) =>
      from === who ? [] : [...entries.values()],
    )
  }
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
function deliverAll(laptops: readonly Laptop[], mail: Mail, random: Random): void {
  const collectAll = (): void => laptops.forEach((laptop, who) => mail.collect(who, laptop))
  for (let before = -1; before !== mail.count;) {
    collectAll()
    before = mail.count
    for (const [who, laptop] of laptops.entries()) receive(laptop, shuffled(mail.to(who), random))
    collectAll()
  }
}

/** Makes one row of all rows of a document, wherever there are some. */
function foldAll({ backend }: Laptop): Promise<number> {
  const { db, log, history } = backend.services
  const compaction = new LogCompaction({
    ...{
      writer: db.writer,
      log,
      history,
      foldFrom: { updates: 3, bytes: 0 },
      leastBytes: 1,
      say: () => undefined,
    },
    sharedUpTo: () => Number.MAX_SAFE_INTEGER,
    now: () => Date.now() + 2 * foldAfterMs,
  })
  return compaction.run()
}

/** A folder with a workspace and a customer, which every laptop of a run starts with. */
async function startingFolder(): Promise<string> {
  const dataDir = temporaryFolder()
  const laptop = await laptopAlone(dataDir)
  await addCustomer(laptop, 'Norauto')
  await laptop.close()
  return dataDir
}

test(
  `SYN-02 SYN-15 updates that are lost, repeated, out of order and folded between restarts end in the same rows in ${runs} runs`,
  { timeout: 30_000 + 10_000 * runs },
  async () => {
    const seed = seedOfRun('any order')
    const start = await startingFolder()
    let done = 0
    let acknowledged = 0
    const lost: Written[] = []
    let folded = 0
    const run = async ({ size, steps }: { size: number; steps: Step[] }): Promise<void> => {
      const folders = Array.from({ length: size }, () => temporaryFolder())
      for (const folder of folders) cpSync(start, folder, { recursive: true })
      const laptops = await Promise.all(folders.map((folder) => openLaptop(folder)))
      const written: Written[] = []
      const mail = new Mail()
      try {
        for (const { what, who, chance } of steps) {
          const index = who % size
          const laptop = laptops[index]!
          const random = seededRandom(chance)
          if (what === 'write') {
            const record = await writeSomething(laptop, random)
            if (record) written.push(record)
            mail.collect(index, laptop)
          } else if (what === 'deliver') {
            receive(laptop, asTheyArrive(mail.to(index), random))
            mail.collect(index, laptop)
          } else if (what === 'fold') folded += await foldAll(laptop)
          else laptops[index] = await laptop.reopen()
        }
        done++
        acknowledged += written.length
        deliverAll(laptops, mail, seededRandom(seed))
        const rows = rowsOf(laptops[0]!)
        for (const laptop of laptops) {
          lost.push(...missingOf(laptop, written))
          expect(lost).toEqual([])
          expect(rowsOf(laptop)).toBe(rows)
          await laptop.client.run('maintenance.rebuild', {})
          expect(rowsOf(laptop)).toBe(rows)
        }
      } finally {
        for (const laptop of laptops) await laptop.close()
        // A thousand runs would leave gigabytes until the end of the test.
        for (const folder of folders) rmSync(folder, { recursive: true })
      }
    }
    try {
      await fc.assert(fc.asyncProperty(teams, run), { seed, numRuns: runs, endOnFailure: true })
    } finally {
      console.log(
        `any order: runs ${done}, acknowledged ${acknowledged}, lost ${lost.length}, folded ${folded}`,
      )
    }
    expect(folded).toBeGreaterThan(0)
  },
)
