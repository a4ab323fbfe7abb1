import { type Browser, chromium, expect, test as base, type TestInfo } from '@playwright/test'
import { App } from './app.ts'
import { startBrowserShell } from './browser-shell.ts'
import { createDataFolder, reapOrphans, removeDataFolder } from './data-folder.ts'
import { startDesktopShell } from './desktop-shell.ts'
import { electronRuntime } from './electron-runtime.ts'
import { chromiumArguments, findChromium } from './find-chromium.ts'
import type { ShellName } from './shell.ts'
import { TeamServer } from './team-server.ts'

export interface ShellOptions {
  shell: ShellName
  /** For what the stand-in cannot show: the test is skipped unless Electron itself is installed. */
  needsRealElectron: boolean
}

interface TestFixtures {
  /** The app on an empty data folder, not yet started: see `App`. */
  app: App
  /** A second one, on another folder: a colleague's laptop. */
  colleague: App
  /** The team's server, a process of its own on an empty folder. */
  teamServer: TeamServer
}

export interface BrowserOptions {
  /** More arguments of Chromium, such as a file for its fake microphone. */
  browserArguments: readonly string[]
}

interface WorkerFixtures {
  /** Starts Chromium at the first call; one for all tests of the worker. */
  pageBrowser: () => Promise<Browser>
  orphansReaped: undefined
}

export const test = base.extend<ShellOptions & TestFixtures, WorkerFixtures & BrowserOptions>({
  shell: ['browser', { option: true }],
  needsRealElectron: [false, { option: true }],
  browserArguments: [[], { option: true, scope: 'worker' }],

  orphansReaped: [
    async ({}, use) => {
      reapOrphans()
      await use(undefined)
    },
    { scope: 'worker', auto: true },
  ],

  pageBrowser: [
    async ({ browserArguments }, use) => {
      const executablePath = findChromium()
      let browser: Promise<Browser> | undefined
      await use(() => {
        browser ??= chromium.launch({
          ...(executablePath && { executablePath }),
          args: [...chromiumArguments, ...browserArguments],
        })
        return browser
      })
      await (await browser)?.close()
    },
    { scope: 'worker' },
  ],

  app: ({ shell, needsRealElectron, pageBrowser }, use, info) =>
    runApp({ shell, needsRealElectron, pageBrowser }, use, info),

  colleague: ({ shell, needsRealElectron, pageBrowser }, use, info) =>
    runApp({ shell, needsRealElectron, pageBrowser }, use, info),

  teamServer: async ({}, use, info) => {
    const dataDir = createDataFolder()
    const server = new TeamServer(dataDir)
    try {
      await server.start()
      await use(server)
    } finally {
      await server.stop()
      removeDataFolder(dataDir)
      if (info.status !== info.expectedStatus)
        await info.attach('output of the server', {
          body: server.output,
          contentType: 'text/plain',
        })
    }
  },
})

/** One app for one test: a data folder of its own, and no problem that the test did not announce. */
async function runApp(
  { shell, needsRealElectron, pageBrowser }: ShellOptions & Pick<WorkerFixtures, 'pageBrowser'>,
  use: (app: App) => Promise<void>,
  info: TestInfo,
): Promise<void> {
  const runtime = electronRuntime()
  info.skip(shell === 'browser' && !findChromium(), 'Chromium is not installed')
  if (shell === 'desktop') {
    info.skip(runtime.kind === 'none', runtime.kind === 'none' ? runtime.reason : '')
    info.skip(needsRealElectron && runtime.kind !== 'real', 'Electron’s binary is not installed')
  }
  const dataDir = createDataFolder()
  const app = new App(shell, dataDir, async () =>
    shell === 'desktop' && runtime.kind !== 'none'
      ? startDesktopShell(runtime, dataDir)
      : startBrowserShell(await pageBrowser(), dataDir),
  )
  try {
    await use(app)
  } finally {
    await app.close()
    removeDataFolder(dataDir)
    if (info.status !== info.expectedStatus && app.output)
      await info.attach('output of the app', { body: app.output, contentType: 'text/plain' })
  }
  expect(app.unexpectedProblems, 'console errors, uncaught errors, CSP violations').toEqual([])
}

export { expect } from '@playwright/test'
