import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { collectProblems, reportViolations } from './page-problems.ts'
import { localeEnvironment, readyFlag, type RunningShell } from './shell.ts'

const entry = join(import.meta.dirname, '../backend/browser-shell.ts')
const launchAddress = /http:\/\/127\.0\.0\.1:\d+\/\S*/

/**
 * Starts the backend as the browser shell does; `ready` opens its address in a new context. In a test
 * the context has the options of playwright.config.ts.
 */
export function startBrowserShell(
  browser: Browser,
  dataDir: string,
  contextOptions: BrowserContextOptions = {},
): RunningShell {
  const server = spawn(process.execPath, [entry, dataDir], {
    env: { ...process.env, ...localeEnvironment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const problems: string[] = []
  let page: Page | undefined

  return {
    get page() {
      if (!page) throw new Error('The page is not open yet')
      return page
    },
    problems,
    output: () => output,
    ready: async () => {
      const address = await launchAddressOf(server, () => output)
      const context = await browser.newContext(contextOptions)
      collectProblems(context, problems)
      await context.addInitScript(reportViolations)
      page = await context.newPage()
      await page.goto(address)
      await page.locator(readyFlag).waitFor({ state: 'attached' })
    },
    stop: async () => {
      await page?.context().close()
      await end(server, 'SIGTERM')
    },
    killBackend: () => end(server, 'SIGKILL'),
  }
}

function launchAddressOf(server: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.stdout?.on('data', () => {
      const [address] = launchAddress.exec(output()) ?? []
      if (address) resolve(address)
    })
    server.once('error', reject)
    server.once('exit', (code) => {
      reject(new Error(`The browser shell ended with ${code} before it was ready.\n${output()}`))
    })
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}
