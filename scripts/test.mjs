// npm test: checks, then every Vitest and Playwright project, then one closing line with the sums.
// With --project NAME (repeatable) only that project runs, without the checks; what else is given
// goes to its runner: npm test -- --project unit core/rpc
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { findChromium } from '../e2e/find-chromium.ts'
import { electronRuntime } from '../e2e/electron-runtime.ts'
import { buildShells } from './build.mjs'
import { runChecks } from './check.mjs'
import { countBrowserTests } from './count-browser-tests.mjs'
import { root, runTool } from './tools.mjs'

const vitestProjects = {
  unit: ['unit', 'unit-dom'],
  integration: ['integration'],
  browser: ['browser'],
}
const playwrightProjects = ['features', 'desktop', 'real']

const { chosen, passedOn } = parseArguments(process.argv.slice(2))
const wants = (name) => chosen.length === 0 || chosen.includes(name)
const unknown = chosen.filter(
  (name) => !(name in vitestProjects || playwrightProjects.includes(name)),
)
if (unknown.length > 0) {
  const known = [...Object.keys(vitestProjects), ...playwrightProjects].join(', ')
  console.error(`No such project: ${unknown.join(', ')}. There are: ${known}`)
  process.exit(1)
}

const reports = mkdtempSync(join(tmpdir(), 'wiseparts-test-'))
const total = { passed: 0, failed: 0, skipped: 0 }
/** Stages and files that went wrong without a failed test: each adds one to `failed`. */
const crashed = []
/** Reason → number of tests. */
const notTested = new Map()

if (chosen.length === 0) {
  heading('check')
  crashed.push(...(await runChecks({ withoutTests: true })).map((name) => `check: ${name}`))
}
await runVitest(Object.keys(vitestProjects).filter(wants))
await runPlaywright(playwrightProjects.filter(wants))
rmSync(reports, { recursive: true })
close()

async function runVitest(names) {
  const chromium = findChromium()
  if (names.includes('browser') && !chromium)
    skip(countBrowserTests(), 'no Chromium here for the tests in a page (CHROMIUM can name one)')
  const projects = names
    .filter((name) => name !== 'browser' || chromium)
    .flatMap((name) => vitestProjects[name])
  if (projects.length === 0) return
  heading(`vitest: ${projects.join(', ')}`)
  const report = join(reports, 'vitest.json')
  const crashedBefore = crashed.length
  const code = await runTool('vitest', [
    'run',
    ...projects.map((name) => `--project=${name}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...passedOn,
  ])
  const files = readReport(report)?.testResults ?? []
  let failed = 0
  for (const { name, status, assertionResults } of files) {
    const count = (wanted) => assertionResults.filter((test) => test.status === wanted).length
    total.passed += count('passed')
    failed += count('failed')
    for (const test of assertionResults)
      if (!['passed', 'failed'].includes(test.status)) skip(1, `${test.status}: ${test.fullName}`)
    // A file that could not be loaded has no tests that could fail.
    if (status === 'failed' && count('failed') === 0) crashed.push(relative(root, name))
  }
  total.failed += failed
  if (code !== 0 && failed === 0 && crashed.length === crashedBefore) crashed.push('vitest')
}

async function runPlaywright(names) {
  if (names.length === 0) return
  heading('build')
  const shells = names.some((name) => name !== 'features') ? ['desktop', 'browser'] : ['browser']
  if (!(await buildShells(shells, { ifNeeded: true }))) {
    crashed.push('build')
    return
  }
  heading(`playwright: ${names.join(', ')}`)
  const report = join(reports, 'playwright.json')
  const code = await runTool(
    'playwright',
    [
      'test',
      ...names.map((name) => `--project=${name}`),
      '--reporter=list,json',
      '--pass-with-no-tests',
      ...passedOn,
    ],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  )
  const result = readReport(report)
  const { expected = 0, flaky = 0, unexpected = 0 } = result?.stats ?? {}
  total.passed += expected + flaky
  total.failed += unexpected
  for (const test of (result?.suites ?? []).flatMap(testsOf))
    if (test.status === 'skipped')
      skip(
        1,
        test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given',
      )
  if (code !== 0 && unexpected === 0) crashed.push('playwright')
}

function testsOf(suite) {
  const inner = (suite.suites ?? []).flatMap(testsOf)
  return [...inner, ...suite.specs.flatMap(({ tests }) => tests)]
}

function skip(count, reason) {
  total.skipped += count
  if (count > 0) notTested.set(reason, (notTested.get(reason) ?? 0) + count)
}

function close() {
  const runtime = electronRuntime()
  const notes = [...notTested].map(([reason, count]) => `${count} × ${reason}`)
  if (wants('desktop') && runtime.kind === 'stand-in')
    notes.push('real Electron: the desktop tests ran on a stand-in for its binary')
  for (const note of notes) console.log(`NOT TESTED: ${note}`)
  for (const name of crashed) console.log(`FAILED: ${name}`)
  total.failed += crashed.length
  process.exitCode = total.failed > 0 ? 1 : 0
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
}

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`)
}

/** A runner that crashed leaves no report, or half of one. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function parseArguments(given) {
  const chosen = []
  const passedOn = []
  for (let index = 0; index < given.length; index++) {
    const [flag, value] = given[index].split('=')
    if (flag === '--project') chosen.push(value ?? given[++index])
    else passedOn.push(given[index])
  }
  return { chosen, passedOn }
}
