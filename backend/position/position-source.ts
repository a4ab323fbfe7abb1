import type { Fix, PositionError } from '../../core/domain/position/fix.ts'
import type { PositionReport } from '../../core/domain/position/position-report.ts'

/** Whether a source can be used now, and one English sentence about it for settings and log. */
export type Probe =
  | { readonly available: true; readonly detail: string }
  | { readonly available: false; readonly detail: string; readonly error: PositionError }

export interface WatchOptions {
  /** Ends the watch; whatever is open is closed. */
  readonly signal: AbortSignal
  /** Of an operating system: satellites and radio instead of a rough guess. Receivers always do their best. */
  readonly highAccuracy: boolean
}

/** Something that tells where this device is. */
export interface PositionSource {
  readonly id: Fix['provider']
  /** The receiver's port or path, where there is one. */
  readonly device: string | null
  /** Answers within 2 seconds and leaves nothing open. Never throws. */
  probe(signal: AbortSignal): Promise<Probe>
  /**
   * Reports until the signal aborts or the source gives up; then what it last reported is the reason.
   * A source without a first report, and one that falls silent, gives up by itself. Nothing is opened
   * before the first report is asked for. To end it early abort the signal: leaving a `for await`
   * waits for the next report. Never throws.
   */
  watch(options: WatchOptions): AsyncIterable<PositionReport>
}

/** Within this time a probe answers, in ms. */
export const probeLimitMs = 2000
