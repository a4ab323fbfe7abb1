// npm run -s eval:slots -- FILE.jsonl --fields fields.json [--verbose]
// Reads labelled replies and prints one JSON line { total, correctPct, silentWrongPct, byType, p95Ms };
// with --verbose the misses go to the other output.
import { parseArgs } from 'node:util'
import { evaluateSlots } from './evaluate-slots.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { fields: { type: 'string' }, verbose: { type: 'boolean', default: false } },
})
const [file] = positionals
if (!file || !values.fields) {
  console.error('usage: npm run -s eval:slots -- FILE.jsonl --fields fields.json [--verbose]')
  process.exit(2)
}
const { figures, misses } = evaluateSlots(file, values.fields)
if (values.verbose)
  for (const { id, text, expected, got, isSilent } of misses)
    console.error(isSilent ? '!!' : '  ', id, text, JSON.stringify(expected), JSON.stringify(got))
console.log(JSON.stringify(figures))
