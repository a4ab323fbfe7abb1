import type { AppFailure } from '../../core/contract/app-error.ts'
import type { Schedule } from '../../core/rpc/schedule.ts'
import { createRestartPolicy } from './restart-policy.ts'

/** What the main process says to the backend's process; `connect` carries a port. */
export type BackendCommand = 'connect' | 'stop'

/** The backend's process, once it has been started. */
export interface BackendChild<Port> {
  command(this: void, command: BackendCommand, ports: Port[]): void
  onExit(this: void, listener: (code: number) => void): void
  kill(this: void): void
}

/** A page that asks for a connection; a page that has gone ignores what it is given. */
export interface Requester<Port> {
  give(this: void, port: Port): void
  refuse(this: void, failure: AppFailure): void
}

export interface SupervisorOptions<Port> {
  start(this: void): BackendChild<Port>
  /** Two connected ports: one for the backend, one for the page. */
  createChannel(this: void): { backend: Port; page: Port }
  readonly schedule: Schedule
  /** UTC milliseconds. */
  now(this: void): number
  log(this: void, message: string): void
  /** The process has ended: Chromium does not tell pages when the other end of a port goes. */
  onGone(this: void): void
  /** Tells every open page; those that wait for a port are refused as well. */
  onGivenUp(this: void, failure: AppFailure): void
}

export interface BackendSupervisor<Port> {
  /** Gives a port of its own to each request, at once or when the backend is there again. */
  connect(this: void, requester: Requester<Port>): void
  /** Starts a backend that has been given up. */
  restart(this: void): void
  /** Ends by message, so that the database is checkpointed and closed; by force after 5 s. */
  stop(this: void): Promise<void>
}

const stopTimeoutMs = 5000

const givenUp: AppFailure = {
  code: 'INTERNAL',
  message: 'The backend stopped three times within a minute.',
}

/** Keeps the backend's process running, with growing pauses, and gives up when it keeps crashing. */
export function superviseBackend<Port>(options: SupervisorOptions<Port>): BackendSupervisor<Port> {
  const { createChannel, schedule, now, log, onGone, onGivenUp } = options
  const policy = createRestartPolicy()
  let child: BackendChild<Port> | undefined
  let cancelRestart: (() => void) | undefined
  let isStopping = false
  let waiting: Requester<Port>[] = []

  function start(): void {
    cancelRestart = undefined
    const started = (child = options.start())
    started.onExit((code) => {
      child = undefined
      onGone()
      if (!isStopping) crashed(code)
    })
    for (const requester of waiting.splice(0)) hand(started, requester)
  }

  function crashed(code: number): void {
    const delayMs = policy.stopped(now())
    if (delayMs !== undefined) {
      log(`the backend stopped with code ${code} and starts again in ${delayMs} ms`)
      cancelRestart = schedule(start, delayMs)
      return
    }
    log(`the backend stopped with code ${code} and is given up`)
    for (const requester of waiting.splice(0)) requester.refuse(givenUp)
    onGivenUp(givenUp)
  }

  function hand({ command }: BackendChild<Port>, { give }: Requester<Port>): void {
    const { backend, page } = createChannel()
    command('connect', [backend])
    give(page)
  }

  start()
  return {
    connect(requester) {
      if (isStopping) return
      if (child) hand(child, requester)
      else if (cancelRestart) waiting = [...waiting, requester]
      else requester.refuse(givenUp)
    },
    restart() {
      if (child || cancelRestart || isStopping) return
      policy.reset()
      start()
    },
    stop() {
      isStopping = true
      cancelRestart?.()
      if (!child) return Promise.resolve()
      const ending = child
      return new Promise((resolve) => {
        const cancelKill = schedule(ending.kill, stopTimeoutMs)
        ending.onExit(() => {
          cancelKill()
          resolve()
        })
        ending.command('stop', [])
      })
    },
  }
}
