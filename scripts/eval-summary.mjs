// npm run -s eval:summary -- FILE.json [--verbose]
// Reads labelled customers and prints one JSON line { customers, sentences, issuePrecision, issueRecall,
// pendingF1, … } in percent; with --verbose the misses go to the other output.
import { parseArgs } from 'node:util'
import { evaluateSummary } from './evaluate-summary.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { verbose: { type: 'boolean', default: false } },
})
const [file] = positionals
if (!file) {
  console.error('usage: npm run -s eval:summary -- FILE.json [--verbose]')
  process.exit(2)
}
const { figures, misses } = evaluateSummary(file)
if (values.verbose)
  for (const { activity, what, text } of misses) console.error(activity, what, '|', text)
console.log(JSON.stringify(figures))
