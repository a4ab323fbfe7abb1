// npm run check: types of every layer, lint, format, layer rules. Two at a time, the longest first;
// what passes takes one line, what fails shows its output.
import { captureTool } from './tools.mjs'

// The types of every layer at once come near Node's usual limit of 4 GB.
const roomy = { NODE_OPTIONS: '--max-old-space-size=8192' }

const checks = [
  ['lint', 'eslint', ['.', '--max-warnings', '0'], roomy],
  ['types of renderer', 'vue-tsc', ['-p', 'renderer']],
  ['types of backend, migrations, sqlite', 'tsc', ['-p', 'backend']],
  ['types of e2e, bench, scripts', 'tsc', ['-p', 'e2e']],
  ['types of electron', 'tsc', ['-p', 'electron']],
  ['types of sync-server', 'tsc', ['-p', 'sync-server']],
  ['types of core', 'tsc', ['-p', 'core']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '--cache', '.']],
]
const layerRules = [
  'layer rules',
  'vitest',
  ['run', '--project', 'unit', 'scripts/layer-rules.test.ts'],
]

/**
 * Runs the checks and returns the names of those that failed. `withoutTests` leaves the layer rules
 * to a test run that follows.
 */
export async function runChecks({ withoutTests = false } = {}) {
  const waiting = withoutTests ? [...checks] : [...checks, layerRules]
  const failed = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [name, tool, args, environment] = next
      const startedAt = performance.now()
      const { code, output } = await captureTool(tool, args, environment)
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}  (${seconds} s)`)
      if (code === 0) continue
      failed.push(name)
      console.log(output)
    }
  }
  await Promise.all([worker(), worker()])
  return failed
}

if (import.meta.main) {
  const failed = await runChecks()
  if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
  process.exitCode = failed.length > 0 ? 1 : 0
}
