import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

export interface ServerProcess {
  readonly port: number
  readonly address: string
  readonly invitation: string | undefined
  /** Ends it as a power cut would; resolves when it is gone. */
  kill(): Promise<void>
}

/** The server as a process of its own, listening. */
export async function startServerProcess(dataDir: string, port = 0): Promise<ServerProcess> {
  const main = join(import.meta.dirname, '..', '..', 'sync-server', 'main.ts')
  const child = spawn(process.execPath, [main, '--data', dataDir, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  const said = new Map<string, string>()
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', value = ''] = line.split(': ')
    said.set(name, value)
    if (name === 'listening') break
  }
  const address = said.get('listening')
  if (!address) throw new Error('the server did not start')
  return {
    address,
    port: Number(new URL(address).port),
    invitation: said.get('invitation'),
    kill,
  }
}
