import { execFileSync } from 'node:child_process'

export interface RunningProcess {
  pid: number
  parent: number
  /** The command with its arguments. */
  command: string
}

/** Every process of this machine; none on Windows, which has no `ps`. */
export function listProcesses(): RunningProcess[] {
  if (process.platform === 'win32') return []
  return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return command === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
    })
}
