import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { mintToken } from '../../sync-server/commands/token.ts'

/** A server in a process of its own: what it uses is not mixed up with those who ask it. */
export interface ServerProcess {
  readonly port: number
  /** Processor time so far, of all its threads; in steps of 10 ms. */
  cpuMs(): number
  /** Resident memory. */
  memoryMB(): number
  stop(): Promise<void>
}

export interface OurServer extends ServerProcess {
  readonly workspaceId: string
  readonly invitation: string | undefined
  /** An access token, of an account that is made. */
  tokenFor(email: string): Promise<string>
}

const root = join(import.meta.dirname, '../..')
/** What `/proc` counts in. */
const tickMs = 10

/** Ours, durable as it is delivered. */
export async function startOurServer(dataDir: string): Promise<OurServer> {
  const main = join(root, 'sync-server/main.ts')
  const child = spawnNode([main, '--data', dataDir, '--port', '0'])
  const said = await linesUntil(child, /^listening: /)
  const value = (name: string): string | undefined =>
    said.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
  return {
    ...processOf(child, Number(new URL(value('listening')!).port)),
    workspaceId: value('workspace')!,
    invitation: value('invitation'),
    tokenFor: (email) =>
      mintToken({ dataDir, storeUrl: undefined, email, role: 'member', minutes: 600 }),
  }
}

/** The server that y-websocket 2 came with; its documents are in memory only. */
export async function startStockServer(): Promise<ServerProcess> {
  const port = await freePort()
  const script = join(root, 'node_modules/y-websocket-2/bin/server.cjs')
  const child = spawnNode([script], { HOST: '127.0.0.1', PORT: String(port) })
  await linesUntil(child, /^running at /)
  return processOf(child, port)
}

/** Hocuspocus as it comes, which stores a document in a file seconds after it was changed. */
export async function startHocuspocus(dataDir: string): Promise<ServerProcess> {
  const child = spawnNode([join(import.meta.dirname, 'hocuspocus.ts'), dataDir])
  const [line = ''] = await linesUntil(child, /^listening on /)
  return processOf(child, Number(line.split(' ').at(-1)))
}

function spawnNode(args: readonly string[], environment: Record<string, string> = {}) {
  return spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

async function linesUntil(child: ChildProcess, last: RegExp): Promise<string[]> {
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line)
    if (last.test(line)) return lines
  }
  throw new Error(`a server ended before it listened: ${child.spawnargs.join(' ')}`)
}

function processOf(child: ChildProcess, port: number): ServerProcess {
  const exited = once(child, 'exit')
  const proc = (name: string): string => readFileSync(`/proc/${child.pid}/${name}`, 'utf8')
  // A bench that fails leaves no server behind.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  return {
    port,
    cpuMs: () => {
      // Behind the name, which may contain anything: user and system time are the 12th and 13th.
      const fields = proc('stat').split(') ').at(-1)!.split(' ')
      return (Number(fields[11]) + Number(fields[12])) * tickMs
    },
    memoryMB: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))![1]) / 1024,
    stop: async () => {
      process.off('exit', kill)
      kill()
      await exited
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
