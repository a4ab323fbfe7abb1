import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** Debian keeps daemons out of the PATH of ordinary users. */
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/libexec']

/** Also killed when this process is; without being asked to finish. */
const untilInputEnds = '"$0" "$@" < /dev/null & cat > /dev/null; kill -KILL $!; wait'

export interface ChildProgram {
  /** What it has written to its standard output and its standard error so far. */
  said(): string
  /** Kills it and waits until it is gone. */
  kill(): Promise<void>
}

/** For tests: where a program, or what has a path of its own, is; `undefined` if it is not installed. */
export function programPath(name: string): string | undefined {
  if (isAbsolute(name)) return existsSync(name) ? name : undefined
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

/** For tests: starts an installed program that must not outlive this process. */
export function startProgram(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProgram {
  const child = spawn('/bin/sh', ['-c', untilInputEnds, programPath(name) ?? name, ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  const ended = once(child, 'close')
  return {
    said: () => said,
    async kill() {
      child.stdin.end()
      await ended
    },
  }
}
