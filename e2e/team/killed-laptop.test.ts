import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { missingOf, randomOfRun, roundsOr, type Written } from './random-writes.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  joiningLaptop,
  openLaptop,
  rowsOf,
  startServer,
} from './team.ts'
import { waitingActivities } from './team-timeline.ts'

const rounds = roundsOr(5)

/** Starts a laptop that writes, kills it after `writes` acknowledgements; all that it printed. */
async function killWriterAfter(
  writes: number,
  from: 'start' | 'live',
  dataDir: string,
  round: number,
): Promise<string[]> {
  const script = join(import.meta.dirname, 'writer-laptop.ts')
  const writer = spawn(process.execPath, [script, dataDir, `round-${round}`], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(writer, 'exit')
  const acknowledged: string[] = []
  let left = from === 'start' ? writes : Infinity
  for await (const line of createInterface({ input: writer.stdout })) {
    if (line === 'live') left = Math.min(left, writes)
    else {
      acknowledged.push(line)
      if (--left === 0) writer.kill('SIGKILL')
    }
  }
  expect(await exited).toEqual([null, 'SIGKILL'])
  return acknowledged
}

test(
  `SYN-15 TL-20 a laptop killed while it writes and pushes in ${rounds} rounds loses no acknowledged write, and knows what is shared`,
  { timeout: 30_000 + 20_000 * rounds },
  async () => {
    const random = randomOfRun('killed laptop')
    const server = await startServer()
    const camille = await foundingLaptop(server)
    await addCustomer(camille, 'Norauto')
    const before = await joiningLaptop(server, camille, 'paul@example.com')
    await converge(server.dataDir, [camille, before])
    await before.close()
    const acknowledged: Written[] = []
    for (let round = 0; round < rounds; round++) {
      const from = random.chance(0.3) ? 'start' : 'live'
      const lines = await killWriterAfter(1 + random.below(200), from, before.dataDir, round)
      acknowledged.push(...(lines as Written[]))
      await addCustomer(camille, `Client ${round}`)
    }
    const paul = await openLaptop(before.dataDir)
    const { marked, inLog } = waitingActivities(paul)
    expect(marked).toEqual(inLog)
    const pushed = paul.backend.services.db.reader.raw
      .prepare(
        "select count(*) from upd, sync_state where origin = 'local' and upd.seq <= pushed_seq",
      )
      .pluck()
      .get() as number
    await converge(server.dataDir, [paul, camille])
    const lost = [paul, camille].flatMap((laptop) => missingOf(laptop, acknowledged))
    console.log(
      `killed laptop: rounds ${rounds}, acknowledged ${acknowledged.length}, lost ${lost.length}, ` +
        `pushed ${pushed}`,
    )
    expect(lost).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)
    expect(rowsOf(paul)).toBe(rowsOf(camille))
    expect(await paul.settled()).toMatchObject({ pending: 0, rejected: 0, error: null })
    expect(waitingActivities(paul)).toEqual({ marked: [], inLog: [] })
  },
)
