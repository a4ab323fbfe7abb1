// npm run soak -- [--minutes N] [--seed S]: the fault suites over and over, each time with another
// printed seed and up to eight times as much, until the minutes are over. The first failure ends it,
// with the command that repeats it. The last line is JSON with the sums.
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { captureTool } from './tools.mjs'

/**
 * Where a suite is, and what it is told in its first round. Each prints one line with its name and
 * `count number` for all that is summed up.
 */
const suites = [
  { name: 'fuzz', file: 'sync-server/ingest/ingest.fuzz.test.ts', amount: { UPDATES: 20_000 } },
  { name: 'any order', file: 'e2e/team/any-order.test.ts', amount: { ROUNDS: 100 } },
  { name: 'killed log', file: 'sync-server/testing/kill.test.ts', amount: { ROUNDS: 10 } },
  { name: 'killed server', file: 'e2e/team/killed-server.test.ts', amount: { ROUNDS: 5 } },
  { name: 'killed laptop', file: 'e2e/team/killed-laptop.test.ts', amount: { ROUNDS: 5 } },
  { name: 'killed backend', file: 'backend/testing/kill.test.ts', amount: { ROUNDS: 10 } },
  { name: 'bad network', file: 'e2e/team/bad-network.test.ts', amount: { ROUNDS: 30 } },
  { name: 'convergence', file: 'e2e/team/convergence.test.ts', amount: { ROUNDS: 10 } },
  { name: 'torn journal', file: 'e2e/team/torn-journal.test.ts', amount: { ROUNDS: 4 } },
  { name: 'restored', file: 'e2e/team/restored.test.ts', amount: {} },
]
const mostTimes = 8

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string' } },
})
const minutes = Number(values.minutes)
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000)
if (!(minutes > 0) || !Number.isSafeInteger(firstSeed)) {
  console.error('usage: npm run soak -- [--minutes N] [--seed S]')
  process.exit(2)
}

const sums = { suites: 0, rounds: 0, acknowledged: 0, lost: 0, cuts: 0, runs: 0, updates: 0 }
const startedAt = performance.now()
const elapsedMinutes = () => (performance.now() - startedAt) / 60_000
let failed

console.log(`soak: ${minutes} minutes from seed ${firstSeed}`)
for (let turn = 0; !failed && elapsedMinutes() < minutes; turn++)
  for (const suite of suites) {
    if (failed || elapsedMinutes() >= minutes) break
    failed = await runSuite(suite, firstSeed + turn, Math.min(2 ** turn, mostTimes))
  }
console.log(
  JSON.stringify({
    ...{ minutes: Number(elapsedMinutes().toFixed(1)), firstSeed, ...sums },
    failed: failed ?? null,
  }),
)
process.exitCode = failed ? 1 : 0

/** Answers with the command that repeats it when it failed. */
async function runSuite({ name, file, amount }, seed, times) {
  const environment = Object.fromEntries([
    ['SEED', String(seed)],
    ...Object.entries(amount).map(([key, usual]) => [key, String(usual * times)]),
  ])
  const told = Object.entries(environment).map(([key, value]) => `${key}=${value}`)
  const command = `${told.join(' ')} npx vitest run --project integration ${file}`
  const suiteStartedAt = performance.now()
  const { code, output } = await captureTool(
    'vitest',
    ['run', '--project=integration', file],
    environment,
  )
  const seconds = ((performance.now() - suiteStartedAt) / 1000).toFixed(0)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  ${told.join(' ')}  (${seconds} s)`)
  sums.suites++
  const counted = countsOf(name, output)
  for (const [key, count] of counted) sums[key] += count
  const isSilent = counted.length === 0 && Object.keys(amount).length > 0
  if (code === 0 && !isSilent) return undefined
  console.log(isSilent ? `${output}\nit did not say what it counted` : output)
  console.log(`repeat it with: ${command}`)
  return command
}

/** `killed server: rounds 5, acknowledged 85, lost 0` → its counts that are summed up. */
function countsOf(name, output) {
  return stripVTControlCharacters(output)
    .split('\n')
    .filter((line) => line.startsWith(`${name}: `))
    .flatMap((line) => [...line.slice(name.length + 2).matchAll(/(\w+) (\d+)(?:, |$)/g)])
    .map(([, key, count]) => [key, Number(count)])
    .filter(([key]) => key in sums)
}
