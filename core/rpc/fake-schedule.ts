import type { Schedule } from './schedule.ts'

export interface FakeSchedule {
  readonly schedule: Schedule
  /** Delays of what is waiting, in milliseconds, soonest first. */
  delays(): number[]
  /** Lets time pass and runs what is due, in order. */
  advance(ms: number): void
}

/** Time that passes only when a test says so. */
export function fakeSchedule(): FakeSchedule {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  const sorted = (): { at: number; run: () => void }[] =>
    [...waiting].sort((one, other) => one.at - other.at)
  return {
    schedule(run, delayMs) {
      const entry = { at: now + delayMs, run }
      waiting.add(entry)
      return () => void waiting.delete(entry)
    },
    delays: () => sorted().map(({ at }) => at - now),
    advance(ms) {
      const end = now + ms
      for (let next = sorted()[0]; next && next.at <= end; next = sorted()[0]) {
        now = next.at
        waiting.delete(next)
        next.run()
      }
      now = end
    },
  }
}
