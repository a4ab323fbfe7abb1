// npm run -s bench -- NAME [--customers N] [--activities N] [--documents N] [--handshakes N] [--data DIR]
// Prints JSON lines { bench, metric, value, unit, against?, ratio? }. See README.md.
import { parseArgs } from 'node:util'
import { capture } from './capture.ts'
import { customerSummary } from './customer-summary.ts'
import { history } from './history.ts'
import { formOpen } from './form-open.ts'
import { importBench } from './import.ts'
import { localTurn } from './local-turn.ts'
import { type Measurement, rounded } from './measure.ts'
import { nmea } from './nmea.ts'
import { paint } from './paint.ts'
import { reportValidate } from './report-validate.ts'
import { search } from './search.ts'
import { startup } from './startup.ts'
import { syncBootstrap } from './sync-bootstrap.ts'
import { syncCompaction } from './sync-compaction.ts'
import { syncFeed } from './sync-feed.ts'
import { syncReconnect } from './sync-reconnect.ts'
import { syncRooms } from './sync-rooms.ts'
import { timeline } from './timeline.ts'
import { write } from './write.ts'

export interface BenchOptions {
  readonly customers: number | undefined
  readonly activities: number | undefined
  readonly documents: number | undefined
  /** How many of the documents are compared one by one, per round and server. */
  readonly handshakes: number | undefined
  /** An existing folder instead of a generated one; benches that write copy it. */
  readonly data: string | undefined
}

export type Bench = (
  report: (measurement: Omit<Measurement, 'bench'>) => void,
  options: BenchOptions,
) => Promise<void>

const benches: Readonly<Record<string, Bench>> = {
  write,
  timeline,
  search,
  startup,
  paint,
  history,
  'form-open': formOpen,
  'report-validate': reportValidate,
  import: importBench,
  nmea,
  capture,
  'local-turn': localTurn,
  'customer-summary': customerSummary,
  'sync-rooms': syncRooms,
  'sync-feed': syncFeed,
  'sync-reconnect': syncReconnect,
  'sync-bootstrap': syncBootstrap,
  'sync-compaction': syncCompaction,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string' },
    activities: { type: 'string' },
    documents: { type: 'string' },
    handshakes: { type: 'string' },
    data: { type: 'string' },
  },
})
const [wanted = ''] = positionals
const names = wanted === 'all' ? Object.keys(benches) : [wanted]
if (!names.every((name) => name in benches)) {
  const known = [...Object.keys(benches), 'all'].join('|')
  console.error(`usage: npm run -s bench -- ${known} [--customers N] [--activities N] [--data DIR]`)
  process.exit(2)
}

const size = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)
for (const name of names)
  await benches[name]!(
    ({ metric, value, unit, against, ratio }) => {
      const line: Measurement = {
        bench: name,
        metric,
        value: rounded(value),
        unit,
        ...(against !== undefined && { against }),
        ...(ratio !== undefined && { ratio: rounded(ratio) }),
      }
      console.log(JSON.stringify(line))
    },
    {
      customers: size(values.customers),
      activities: size(values.activities),
      documents: size(values.documents),
      handshakes: size(values.handshakes),
      data: values.data,
    },
  )
