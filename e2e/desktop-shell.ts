import { _electron, type Page } from '@playwright/test'
import { join } from 'node:path'
import type { ElectronRuntime } from './electron-runtime.ts'
import { listProcesses } from './list-processes.ts'
import { collectProblems, reportViolations } from './page-problems.ts'
import {
  locale,
  localeEnvironment,
  readyFlag,
  type RunningShell,
  timezoneId,
  viewport,
} from './shell.ts'

const root = join(import.meta.dirname, '..')

/** Starts the built desktop app on `dataDir` as its user-data folder. */
export async function startDesktopShell(
  runtime: Exclude<ElectronRuntime, { kind: 'none' }>,
  dataDir: string,
): Promise<RunningShell> {
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [root, `--user-data-dir=${dataDir}`, '--lang=fr'],
    env: { ...inherited(), ...localeEnvironment, ...runtime.environment },
    locale,
    timezoneId,
    colorScheme: null, // the app decides by the system
  })
  let output = ''
  for (const stream of [electron.process().stdout, electron.process().stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))

  const problems: string[] = []
  collectProblems(electron.context(), problems)
  let page: Page | undefined

  return {
    get page() {
      if (!page) throw new Error('The window is not open yet')
      return page
    },
    electron,
    problems,
    output: () => output,
    ready: async () => {
      page = await electron.firstWindow()
      // The window loads on its own, so a script added now comes too late, or gets lost while the
      // window attaches: wait for the ready flag, then load again with the script in place.
      await page.locator(readyFlag).waitFor({ state: 'attached' })
      await page.addInitScript(reportViolations)
      await page.setViewportSize(viewport)
      await page.reload()
      await page.locator(readyFlag).waitFor({ state: 'attached' })
    },
    stop: () => electron.close(),
    killBackend: () => {
      process.kill(backendOf(electron.process().pid!), 'SIGKILL')
      return Promise.resolve()
    },
  }
}

/** Electron does not tell a utility process's id to the test, but its command line names it. */
function backendOf(mainPid: number): number {
  const processes = listProcesses()
  const isBelowMain = (pid: number): boolean => {
    const parent = processes.find((candidate) => candidate.pid === pid)?.parent
    return parent === mainPid || (parent !== undefined && isBelowMain(parent))
  }
  const backend = processes.find(
    ({ pid, command }) =>
      /node\.mojom\.NodeService|out\/main\/backend\.js/.test(command) && isBelowMain(pid),
  )
  if (!backend) throw new Error(`No backend process below ${mainPid}`)
  return backend.pid
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  )
}
