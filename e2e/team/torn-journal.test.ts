import { statSync, truncateSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { databaseFile } from '../../sync-server/storage/server-database.ts'
import { missingOf, randomOfRun, roundsOr, type Written, writeSomething } from './random-writes.ts'
import { startServerProcess } from './server-process.ts'
import { converge, foundingLaptop, headOf, joiningLaptop, rowsOf, startServer } from './team.ts'

const rounds = roundsOr(4)

test(
  `SYN-15 a server whose journal is cut at a random place in ${rounds} rounds gets back from laptops what it lost`,
  { timeout: 60_000 + 20_000 * rounds },
  async () => {
    const random = randomOfRun('torn journal')
    const dataDir = temporaryFolder()
    // Ended in order: who has an account is in the file, and not in the journal that is cut.
    const first = await startServer({ dataDir })
    const camille = await foundingLaptop(first)
    const paul = await joiningLaptop(first, camille, 'paul@example.com')
    const laptops = [camille, paul]
    await first.close()
    const written: Written[] = []
    let cutOff = 0
    for (let round = 0; round < rounds; round++) {
      const server = await startServerProcess(dataDir, first.port)
      await converge(dataDir, laptops)
      for (let count = 10 + random.below(20); count >= 0; count--) {
        const record = await writeSomething(random.pick(laptops), random)
        if (record) written.push(record)
      }
      await converge(dataDir, laptops)
      const before = headOf(dataDir)
      await server.kill()
      const journal = `${databaseFile(dataDir)}-wal`
      truncateSync(journal, random.below(statSync(journal).size))
      cutOff += before - headOf(dataDir)
    }
    await startServerProcess(dataDir, first.port)
    await converge(dataDir, laptops)
    await converge(dataDir, laptops)
    const lost = laptops.flatMap((laptop) => missingOf(laptop, written))
    console.log(
      `torn journal: rounds ${rounds}, acknowledged ${written.length}, lost ${lost.length}, ` +
        `entries cut off ${cutOff}`,
    )
    expect(cutOff).toBeGreaterThan(0)
    expect(lost).toEqual([])
    expect(rowsOf(paul)).toBe(rowsOf(camille))
    for (const laptop of laptops)
      expect(await laptop.settled()).toMatchObject({ pending: 0, rejected: 0, error: null })
  },
)
