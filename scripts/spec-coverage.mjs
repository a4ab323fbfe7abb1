// Prints one JSON line { items, covered, uncovered }: which items of docs/specification.md are named
// in the title of a test that runs.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { specCoverage } from './spec-items.ts'

const root = join(import.meta.dirname, '..')
const read = (path) => readFileSync(join(root, path), 'utf8')
const testFiles = globSync('**/*.{test,spec}.ts', {
  cwd: root,
  exclude: (name) => ['node_modules', 'out', 'dist', '.git'].includes(name),
})
const { unknown, ...coverage } = specCoverage(
  read('docs/specification.md'),
  testFiles.map((file) => read(file)),
)
console.log(JSON.stringify(coverage))
if (unknown.length > 0) {
  console.error(`Test titles name items that the specification does not define: ${unknown}`)
  process.exitCode = 1
}
