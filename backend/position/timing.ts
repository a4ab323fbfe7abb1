import type { Schedule } from '../../core/rpc/schedule.ts'

/** The clocks and the timer of the sources. */
export interface Timing {
  /** UTC milliseconds. */
  readonly now: () => number
  /** Milliseconds that only run forward. */
  readonly monotonicMs: () => number
  readonly schedule: Schedule
}

/** Those of this machine. */
export const machineTiming: Timing = {
  now: Date.now,
  monotonicMs: () => performance.now(),
  schedule(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
