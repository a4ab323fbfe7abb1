import type { ElectronApplication, Page } from '@playwright/test'
import type { Services } from '../backend/app/services.ts'
import type { AppContract } from '../core/contract/contract.ts'
import type { Client } from '../core/rpc/client.ts'
import { seedDataFolder } from './seed.ts'
import type { RunningShell, ShellName } from './shell.ts'

/**
 * The app as a test uses it: a data folder of its own, and the shell that runs on it.
 *
 * A test fills the folder with `seed`, then calls `open`; after that `page` is there.
 */
export class App {
  readonly shell: ShellName
  readonly dataDir: string
  readonly #start: () => Promise<RunningShell>
  readonly #allowed: RegExp[] = []
  readonly #earlierProblems: string[] = []
  #running: RunningShell | undefined
  #output = ''

  constructor(shell: ShellName, dataDir: string, start: () => Promise<RunningShell>) {
    this.shell = shell
    this.dataDir = dataDir
    this.#start = start
  }

  /** @throws before `open` and after `close` */
  get page(): Page {
    return this.#current().page
  }

  /** @throws in the browser shell */
  get electron(): ElectronApplication {
    const { electron } = this.#current()
    if (!electron) throw new Error('There is no Electron in the browser shell')
    return electron
  }

  /** Console errors and warnings, uncaught errors and CSP violations of all runs so far. */
  get problems(): string[] {
    return [...this.#earlierProblems, ...(this.#running?.problems ?? [])]
  }

  /** The problems that the test did not announce by `allowProblems`. */
  get unexpectedProblems(): string[] {
    return this.problems.filter((problem) => !this.#allowed.some((known) => known.test(problem)))
  }

  /** What the processes of all runs wrote to their standard output and error. */
  get output(): string {
    return this.#output + (this.#running?.output() ?? '')
  }

  /** Announces problems that the test provokes; all others still fail it. */
  allowProblems(pattern: RegExp): void {
    this.#allowed.push(pattern)
  }

  /**
   * Fills the data folder through the contract, before `open` or after `close`.
   *
   * @returns what `work` returns, such as the ids of the records it made
   */
  seed<T>(work: (client: Client<AppContract>, services: Services) => Promise<T>): Promise<T> {
    if (this.#running) throw new Error('The app is running and holds its data folder')
    return seedDataFolder(this.dataDir, work)
  }

  /** Starts the app and waits until its first screen shows data. */
  async open(): Promise<Page> {
    if (this.#running) throw new Error('The app is already open')
    this.#running = await this.#start()
    await this.#running.ready()
    return this.#running.page
  }

  /** Ends the app as a user would; nothing happens when it is not running. */
  async close(): Promise<void> {
    const running = this.#running
    if (!running) return
    this.#running = undefined
    await running.stop()
    this.#earlierProblems.push(...running.problems)
    this.#output += running.output()
  }

  async relaunch(): Promise<Page> {
    await this.close()
    return this.open()
  }

  /** Ends the process that holds the database at once, as a power cut would. */
  killBackend(): Promise<void> {
    return this.#current().killBackend()
  }

  #current(): RunningShell {
    if (!this.#running) throw new Error('The app is not running: call open() first')
    return this.#running
  }
}
