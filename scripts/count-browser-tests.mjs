// How many tests would run in a page, for the count of those skipped where there is no Chromium.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testTitles } from './test-titles.ts'
import { root } from './tools.mjs'

export function countBrowserTests() {
  return globSync('renderer/**/*.browser.test.ts', { cwd: root })
    .flatMap((file) => testTitles(readFileSync(join(root, file), 'utf8')))
    .filter(({ kind }) => kind === 'test').length
}
