import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { create, int31 } from 'lib0/prng'
import { expect, onTestFinished, test } from 'vitest'
import { maxPageBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import { sha256 } from '../../core/sync/hash-chain.ts'
import { Ingest } from '../ingest/ingest.ts'
import type { LogStore } from '../log/log-store.ts'
import { openSqliteLog } from '../log/sqlite-log-store.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { settingKeys } from './sample-updates.ts'
import { marie, testNow } from './test-log.ts'

const rounds = Number(process.env['ROUNDS'] ?? 10)
const mostAcknowledged = 600

/** Starts the writer, kills it after `count` acknowledgements, and answers with all it printed. */
async function killAfter(count: number, dataDir: string, round: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    [join(import.meta.dirname, 'writer-process.ts'), dataDir, `round-${round}`],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exited = once(writer, 'exit')
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === count) writer.kill('SIGKILL')
  }
  const [, signal] = (await exited) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

/** The whole log, as a client that knows nothing reads it. */
async function readAll(store: LogStore): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  const { seq } = await store.head()
  for (let cursor = 0; cursor < seq;) {
    const limits = { maxUpdates: maxUpdatesPerFrame, maxBytes: maxPageBytes }
    const page = await store.since(cursor, limits)
    entries.push(...page.entries)
    cursor = page.to
  }
  return entries
}

test(
  `SYN-15 killed at random moments in ${rounds} rounds, the server loses no acknowledged update`,
  { timeout: 30_000 + 27_000 * rounds },
  async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000)
    console.log(`killed log: seed ${seed}`)
    const random = create(seed)
    const dataDir = temporaryFolder()
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round++) {
      const count = int31(random, 1, mostAcknowledged)
      acknowledged.push(...(await killAfter(count, dataDir, round)))
    }

    const store = await openSqliteLog({ dataDir, now: () => testNow, newId: () => 'unused' })
    onTestFinished(() => store.close())
    const entries = await readAll(store)
    const stored = new Set(
      entries.map(({ documentId, update, seq }) => {
        const hash = Buffer.from(sha256(update)).toString('hex')
        return `${documentId} ${hash} ${seq}`
      }),
    )
    const lost = acknowledged.filter((line) => !stored.has(line))
    console.log(
      `killed log: rounds ${rounds}, acknowledged ${acknowledged.length}, lost ${lost.length}`,
    )
    expect(lost).toEqual([])
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds)
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1))
    expect(await store.verify()).toEqual(await store.head())

    const ingest = new Ingest({ store, now: () => testNow, log: () => undefined })
    const [update] = settingKeys(1, 1)
    const ids = [...new Set(entries.map(({ documentId }) => documentId))]
    const results = await ingest.push(
      marie,
      ids.map((documentId) => ({ documentId, update: update! })),
    )
    expect(results).toEqual(ids.map((_, index) => ({ seq: entries.length + index + 1 })))
    expect(await store.quarantined()).toEqual([])
  },
)
