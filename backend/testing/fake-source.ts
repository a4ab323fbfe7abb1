import type { PositionProvider } from '../../core/domain/position/fix.ts'
import type { PositionReport } from '../../core/domain/position/position-report.ts'
import { fakeSchedule } from '../../core/rpc/fake-schedule.ts'
import type { PositionSource, Probe } from '../position/position-source.ts'
import { ReportQueue } from '../position/report-queue.ts'
import type { Timing } from '../position/timing.ts'

/** For tests: a source that reports what a test says. */
export interface FakeSource extends PositionSource {
  /** Whether somebody watches it. */
  isOpen(this: void): boolean
  report(...reports: readonly PositionReport[]): void
  /** Gives up; what it last reported is the reason. */
  giveUp(): void
}

const here: Probe = { available: true, detail: 'here' }

export function fakeSource(id: PositionProvider, probe: Probe = here): FakeSource {
  let queue: ReportQueue<PositionReport> | undefined
  return {
    id,
    device: null,
    probe: () => Promise.resolve(probe),
    isOpen: () => queue !== undefined,
    report: (...reports) => reports.forEach((each) => queue!.push(each)),
    giveUp: () => queue!.end(),
    async *watch({ signal }) {
      if (signal.aborted) return
      queue = new ReportQueue()
      const end = (): void => queue?.discard()
      signal.addEventListener('abort', end)
      try {
        yield* queue
      } finally {
        signal.removeEventListener('abort', end)
        queue = undefined
      }
    },
  }
}

export interface FakeTiming extends Timing {
  advance(this: void, ms: number): void
  /** Delays of what is waiting, in ms, soonest first. */
  delays(this: void): number[]
}

/** For tests: clocks that only a test moves; monotonic time begins at 0. */
export function fakeTiming(startAt: number): FakeTiming {
  const time = fakeSchedule()
  let passedMs = 0
  return {
    now: () => startAt + passedMs,
    monotonicMs: () => passedMs,
    schedule: time.schedule,
    delays: () => time.delays(),
    advance(ms) {
      passedMs += ms
      time.advance(ms)
    },
  }
}
