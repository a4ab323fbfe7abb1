import type { Schedule } from '../../core/rpc/schedule.ts'

/** Runs something when it has not been fed for a while. */
export class Watchdog {
  readonly #schedule: Schedule
  readonly #run: () => void
  #cancel: (() => void) | undefined

  constructor(schedule: Schedule, run: () => void) {
    this.#schedule = schedule
    this.#run = run
  }

  /** Starts, or starts anew: from now on it waits for `limitMs`. */
  feed(limitMs: number): void {
    this.stop()
    this.#cancel = this.#schedule(this.#run, limitMs)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
