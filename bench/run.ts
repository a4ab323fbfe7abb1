// npm run -s bench -- NAME [--customers N] [--activities N] [--data DIR]
// Prints JSON lines { bench, metric, value, unit, against?, ratio? }. See README.md.
import { parseArgs } from 'node:util'
import { importBench } from './import.ts'
import { type Measurement, rounded } from './measure.ts'
import { paint } from './paint.ts'
import { search } from './search.ts'
import { startup } from './startup.ts'
import { timeline } from './timeline.ts'
import { write } from './write.ts'

export interface BenchOptions {
  readonly customers: number | undefined
  readonly activities: number | undefined
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
  import: importBench,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string' },
    activities: { type: 'string' },
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
      data: values.data,
    },
  )
