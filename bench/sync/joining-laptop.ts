// A laptop that gets a team's workspace for the first time, in a process of its own: prints how far it
// is as JSON lines, the last one when it has everything; for `sync-bootstrap`, which also kills it.
// Arguments: data folder, and what `sync.join` is given; without it the folder has joined before.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Input } from '../../core/contract/operation.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import type { SyncStatus } from '../../core/contract/sync.ts'
import { timelineFilterSchema } from '../../core/contract/timeline.ts'
import { openClient } from '../open-client.ts'
import type { Glance } from './glance.ts'

const pageRows = 100
const lookEveryMs = 100

const [dataDir = '', joining] = process.argv.slice(2)
const { backend, client } = await openClient(dataDir)
const latest: { status: SyncStatus } = { status: { state: 'alone' } }
client.subscribe(
  'sync.watch',
  {},
  (status) => (latest.status = status),
  (error) => console.error(error),
)
const startedAt = performance.now()
const cpuAtStart = process.cpuUsage()
if (joining !== undefined)
  await client.call('sync.join', JSON.parse(joining) as Input<AppContract['sync.join']>)

const filter = timelineFilterSchema.parse({ tz: 'Europe/Paris' })
for (let isDone = false; !isDone; await wait(lookEveryMs)) {
  const { status } = latest
  isDone = status.state === 'shared' && status.connection === 'live'
  const page = await client.call('timeline.page', { filter, block: 'history', limit: pageRows })
  const { user, system } = process.cpuUsage(cpuAtStart)
  const glance: Glance = {
    ms: performance.now() - startedAt,
    cpuMs: (user + system) / 1000,
    rowsOfPage: page.rows.length,
    page: createHash('sha256').update(JSON.stringify(page.rows)).digest('hex'),
    progress: status.state === 'shared' ? status.progress : null,
    memoryMB: process.memoryUsage().rss / 1e6,
    rows: isDone ? activities() : null,
  }
  console.log(JSON.stringify(glance))
}
await backend.close()

function activities(): number {
  const count = backend.services.db.reader.raw.prepare('select count(*) from activity')
  return count.pluck().get() as number
}
