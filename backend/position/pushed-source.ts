import type { Arrival } from '../../core/domain/position/epoch-report.ts'
import type { PositionError } from '../../core/domain/position/fix.ts'
import { type OsPosition, osReport } from '../../core/domain/position/os-report.ts'
import { isFix, type PositionReport } from '../../core/domain/position/position-report.ts'
import type { PositionSource, WatchOptions } from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

/** What the page got from the operating system. */
export type PushedPosition = OsPosition | { readonly error: PositionError }

export interface PushedSource extends PositionSource {
  /** Takes what the page got; without effect while nobody watches. */
  push(pushed: PushedPosition): void
}

/** macOS may ask a person first, and may never answer. */
const firstReportMs = 20_000

/** The location service of the operating system, asked by the page, which pushes what it gets. */
export function pushedSource(timing: Timing): PushedSource {
  let take: ((report: PositionReport) => void) | undefined
  return {
    id: 'os-web',
    device: null,
    probe: () => Promise.resolve({ available: true, detail: 'the page asks the operating system' }),
    push(pushed) {
      if ('error' in pushed) take?.({ ...pushed, detail: 'the operating system gives no position' })
      else take?.(osReport(pushed, arrivalOf(timing)))
    },
    async *watch({ signal }: WatchOptions) {
      if (signal.aborted) return
      const queue = new ReportQueue<PositionReport>()
      const tooLate = new Watchdog(timing.schedule, () => {
        queue.push({ error: 'TIMEOUT', detail: 'the operating system does not answer' })
        queue.end()
      })
      const cancel = (): void => queue.discard()
      signal.addEventListener('abort', cancel)
      tooLate.feed(firstReportMs)
      take = (report) => {
        tooLate.stop()
        queue.push(report)
        if (!isFix(report) && report.error !== 'STALE' && report.error !== 'BAD_DATA') queue.end()
      }
      try {
        yield* queue
      } finally {
        take = undefined
        tooLate.stop()
        signal.removeEventListener('abort', cancel)
      }
    },
  }
}

function arrivalOf({ now, monotonicMs }: Timing): Arrival {
  return { provider: 'os-web', device: null, receivedAt: now(), monotonicMs: monotonicMs() }
}
