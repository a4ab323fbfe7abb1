import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** `main.ts` in a process of its own, ended with the test. */
export function startProcess(...args: string[]) {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../main.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

export interface ServingProcess {
  readonly child: ChildProcess
  /** Code and signal of its end. */
  readonly exited: Promise<unknown[]>
  /** What it printed, by the word before the colon. */
  readonly lines: Readonly<Record<string, string>>
  readonly port: number
}

/** A server that listens on a free port. */
export async function serve(...args: string[]): Promise<ServingProcess> {
  const child = startProcess(...args, '--port', '0')
  const exited = once(child, 'exit')
  const lines: Record<string, string> = {}
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = '', ...rest] = line.split(': ')
    lines[name] = rest.join(': ')
    if (name === 'listening') break
  }
  return { child, exited, lines, port: Number(new URL(lines['listening']!).port) }
}
