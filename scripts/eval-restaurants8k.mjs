// npm run -s eval:restaurants8k -- FILE.json [--verbose]
// Reads the turns of RESTAURANTS-8K and prints one JSON line with precision, recall and F1 of the slots
// date, time and people; with --verbose the misses go to the other output.
import { parseArgs } from 'node:util'
import { evaluateRestaurants } from './evaluate-restaurants8k.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false } },
})
const [file] = positionals
if (!file) {
  console.error('usage: npm run -s eval:restaurants8k -- FILE.json [--verbose]')
  process.exit(2)
}
const { figures, misses } = evaluateRestaurants(file)
if (values.verbose)
  for (const { slot, text, wanted, got } of misses)
    console.error(slot, '|', text, '| wanted', wanted, '| got', got)
console.log(JSON.stringify(figures))
