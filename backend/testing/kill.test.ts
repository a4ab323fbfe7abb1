import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { seededRandom } from '../../core/seeded-random.ts'
import { addCustomer } from './sample-records.ts'
import { openTestBackend, temporaryFolder } from './test-backend.ts'

const rounds = Number(process.env['ROUNDS'] ?? 50)
const mostWrites = 40

/** Starts the writer, kills it after `writes` acknowledgements, and answers with all it printed. */
async function killAfter(writes: number, dataDir: string, round: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    [join(import.meta.dirname, 'writer-process.ts'), dataDir, `round-${round}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(writer, 'exit')
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === writes) writer.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

test(
  `SYN-15 killed at random moments in ${rounds} rounds, the backend loses no acknowledged write`,
  { timeout: 30_000 + 12_000 * rounds },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    console.log(`killed backend: seed ${seed}`)
    const random = seededRandom(seed)
    const dataDir = temporaryFolder()
    const app = await openTestBackend(dataDir)
    await app.client.call('workspace.create', {
      organisationName: 'Pièces Auto Rhône',
      firstName: 'Camille',
      lastName: 'Roche',
      tz: 'Europe/Paris',
      locale: 'fr',
    })
    for (const name of ['Norauto', 'Midas', 'Speedy']) await addCustomer(app, name)
    await app.close()

    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round++)
      acknowledged.push(...(await killAfter(1 + random.below(mostWrites), dataDir, round)))

    const after = await openTestBackend(dataDir)
    const { raw } = after.backend.services.db.reader
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok')
    const column = (sql: string) => new Set(raw.prepare(sql).pluck().all() as string[])
    const stored = {
      activity: column('select id from activity'),
      note: column('select id from note'),
      cancelled: column("select id from activity where status = 'cancelled'"),
    }
    const lost = acknowledged.filter((line) => {
      const [kind = '', id = ''] = line.split(' ')
      return !stored[kind as keyof typeof stored].has(id)
    })
    console.log(
      `killed backend: rounds ${rounds}, acknowledged ${acknowledged.length}, lost ${lost.length}`,
    )
    expect(lost).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)

    const rows = () =>
      ['activity', 'note', 'customer'].map((table) =>
        raw.prepare(`select * from ${table} order by id`).all(),
      )
    const before = rows()
    await after.client.run('maintenance.rebuild', {})
    expect(rows()).toEqual(before)
  },
)
