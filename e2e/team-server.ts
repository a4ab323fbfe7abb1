import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

const entry = join(import.meta.dirname, '../sync-server/main.ts')

/** The team's server as an operator runs it, on a folder of its own. */
export class TeamServer {
  readonly #dataDir: string
  #process: ChildProcess | undefined
  #output = ''
  #port = 0
  #invitation = ''

  constructor(dataDir: string) {
    this.#dataDir = dataDir
  }

  /** Where apps reach it; the same after a restart. */
  get address(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** The code that the first start printed. */
  get invitation(): string {
    return this.#invitation
  }

  get output(): string {
    return this.#output
  }

  /** Starts the process and waits until it listens. */
  async start(): Promise<void> {
    const server = spawn(
      process.execPath,
      [entry, '--data', this.#dataDir, '--port', String(this.#port)],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    )
    this.#process = server
    server.stderr.setEncoding('utf8').on('data', (text: string) => (this.#output += text))
    for await (const line of createInterface({ input: server.stdout })) {
      const [, name, value = ''] = /^(\w+): (.*)$/.exec(line) ?? []
      if (name === 'invitation') this.#invitation = value
      if (name !== 'listening') continue
      this.#port = Number(new URL(value).port)
      return
    }
    throw new Error(`The server ended before it listened.\n${this.#output}`)
  }

  /** Ends it as an operator would; nothing happens when it does not run. */
  async stop(): Promise<void> {
    const server = this.#process
    this.#process = undefined
    if (!server || server.exitCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGTERM')
    await exited
  }
}
