import { onTestFinished } from 'vitest'
import {
  isFix,
  type PositionProblem,
  type PositionReport,
} from '../../core/domain/position/position-report.ts'
import type { PositionSource } from '../position/position-source.ts'

export interface Watching {
  /** Resolves to the next report that passes; rejects if the watch ends before. */
  next<R extends PositionReport>(passes: (report: PositionReport) => report is R): Promise<R>
  /** All that is reported until the source gives up. */
  rest(): Promise<PositionReport[]>
  /** Aborts, and waits until everything is closed. */
  stop(): Promise<void>
}

/** For tests: whether a report says why there is no position. */
export function isProblem(report: PositionReport): report is PositionProblem {
  return !isFix(report)
}

/** For tests: watches a source until the test is over. */
export function watching(source: PositionSource): Watching {
  const abort = new AbortController()
  const reports = source.watch({ signal: abort.signal, highAccuracy: true })[Symbol.asyncIterator]()
  const stop = async (): Promise<void> => {
    abort.abort()
    while (!(await reports.next()).done);
  }
  onTestFinished(stop)
  return {
    stop,
    async next(passes) {
      for (;;) {
        const report = await reports.next()
        if (report.done) throw new Error('the source gave up')
        if (passes(report.value)) return report.value
      }
    },
    async rest() {
      const all: PositionReport[] = []
      for (let next = await reports.next(); !next.done; next = await reports.next())
        all.push(next.value)
      return all
    },
  }
}
