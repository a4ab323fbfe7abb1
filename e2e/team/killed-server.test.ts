import { expect, test } from 'vitest'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import { temporaryFolder } from '../../backend/testing/test-backend.ts'
import { connectReader } from '../../sqlite/connect.ts'
import { databaseFile } from '../../sync-server/storage/server-database.ts'
import { missingOf, randomOfRun, roundsOr, type Written, writeSomething } from './random-writes.ts'
import { startServerProcess } from './server-process.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  rowsOf,
} from './team.ts'

const rounds = roundsOr(5)

interface StoredUpdate {
  readonly doc_id: string
  readonly sha: Buffer
}
const keyOf = ({ doc_id, sha }: StoredUpdate): string => `${doc_id} ${sha.toString('hex')}`

/** Changes of a laptop that the server has acknowledged. */
function acknowledgedOf({ backend }: Laptop): string[] {
  return (
    backend.services.db.reader.raw
      .prepare(
        `select doc_id, sha from upd
         where origin = 'local' and doc_id <> ? and seq <= (select pushed_seq from sync_state)`,
      )
      .all(directoryDocumentId) as StoredUpdate[]
  ).map(keyOf)
}

function logOf(serverDataDir: string): Set<string> {
  const database = connectReader(databaseFile(serverDataDir))
  try {
    const rows = database.prepare('select doc_id, sha from log').all() as StoredUpdate[]
    return new Set(rows.map(keyOf))
  } finally {
    database.close()
  }
}

test(
  `SYN-15 a server killed under load in ${rounds} rounds loses nothing that it acknowledged`,
  { timeout: 30_000 + 20_000 * rounds },
  async () => {
    const random = randomOfRun('killed server')
    const dataDir = temporaryFolder()
    let server = await startServerProcess(dataDir)
    const camille = await foundingLaptop(server)
    const paul = await joiningLaptop(server, camille, 'paul@example.com')
    const laptops = [camille, paul]
    const written: Written[] = []
    const write = async (): Promise<void> => {
      const record = await writeSomething(random.pick(laptops), random)
      if (record) written.push(record)
    }
    const acknowledged = (): string[] => laptops.flatMap(acknowledgedOf)
    const lost = new Set<string>()
    for (let round = 0; round < rounds; round++) {
      for (const laptop of laptops) await laptop.settled()
      for (let count = 5 + random.below(25); count >= 0; count--) await write()
      const before = acknowledged().length
      const target = random.pick(laptops)
      await addCustomer(target, `Ronde ${round}`)
      await target.when(() => acknowledged().length > before)
      for (let count = random.below(10); count >= 0; count--) await write()
      await server.kill()
      const log = logOf(dataDir)
      for (const key of acknowledged()) if (!log.has(key)) lost.add(key)
      for (let count = random.below(5); count >= 0; count--) await write()
      server = await startServerProcess(dataDir, server.port)
    }
    await converge(dataDir, laptops)
    const tried = acknowledged().length
    console.log(`killed server: rounds ${rounds}, acknowledged ${tried}, lost ${lost.size}`)
    expect([...lost]).toEqual([])
    expect(tried).toBeGreaterThan(5 * rounds)
    for (const laptop of laptops) {
      expect(missingOf(laptop, written)).toEqual([])
      expect(await laptop.settled()).toMatchObject({ pending: 0, rejected: 0 })
    }
    expect(rowsOf(paul)).toBe(rowsOf(camille))
  },
)
