import { bestFix, type Measured } from '../../core/domain/position/best-fix.ts'
import type { Fix, PositionError, PositionProvider } from '../../core/domain/position/fix.ts'
import {
  isFix,
  type PositionProblem,
  type PositionReport,
} from '../../core/domain/position/position-report.ts'
import { stabilityGate } from '../../core/domain/position/stability-gate.ts'
import { tellingProblem } from '../../core/domain/position/telling-problem.ts'
import type { PositionSource } from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface CaptureOptions {
  /** In the order in which they are asked. */
  readonly sources: readonly PositionSource[]
  /** A position that is so good is used without a question, in metres of 95 % (GPS-13). */
  readonly autoAcceptM: number
  /** When the time is up a worse position is not taken, in metres of 95 % (GPS-04). */
  readonly maxAccuracyM: number
  readonly timing: Timing
}

/** A position, or why there is none; `POOR_ACCURACY` comes with the position that is too poor. */
export type CaptureResult = Measured | (PositionProblem & { readonly poor?: Measured })

/** How a capture stands. */
export interface CaptureProgress {
  /** The source that is listened to; `null` between two of them. */
  readonly provider: PositionProvider | null
  readonly device: string | null
  /** What would be used now; `null` as long as there is no position. */
  readonly best: Measured | null
  /** As the receiver said last, also without a fix. */
  readonly satellites: number | null
  readonly hdop: number | null
  /** How many of the five positions agree that a receiver needs. */
  readonly agreeing: number
  readonly elapsedMs: number
  /** It goes on until the position is used. */
  readonly isRefining: boolean
  /** What the source said last, if that was no position. */
  readonly problem: PositionProblem | null
  /** Sources that gave nothing, and why. */
  readonly failed: readonly { readonly provider: PositionProvider; readonly error: PositionError }[]
}

const overallLimitMs = 60_000
/** GPS-12: without a position after this time the next source has its turn. */
const firstFixLimitMs = 20_000
const tickMs = 1000
/** Of a live capture nothing older is of use. */
const rememberedFixes = 60

/**
 * One measurement (GPS-13): asks the sources in their order until one gives positions, and ends with
 * the first that is stable and good enough, when a person takes what there is, or after 60 seconds with
 * the best. Nothing stays open.
 */
export class CaptureSession {
  readonly #options: CaptureOptions
  readonly #startedMs: number
  readonly #progress = new ReportQueue<CaptureProgress>()
  readonly #overall: Watchdog
  readonly #firstFix: Watchdog
  readonly #tick: Watchdog
  readonly #failed: { provider: PositionProvider; problem: PositionProblem }[] = []
  #source: PositionSource | undefined
  #listening = new AbortController()
  #fixes: Fix[] = []
  #agreeing = 0
  #said: { satellites: number | null; hdop: number | null } = { satellites: null, hdop: null }
  #problem: PositionProblem | null = null
  #isRefining = false
  #end: CaptureEnd | undefined

  /** The position, or why there is none; everything is closed by then. Never rejects. */
  readonly result: Promise<CaptureResult>

  constructor(options: CaptureOptions) {
    this.#options = options
    const { timing } = options
    this.#startedMs = timing.monotonicMs()
    this.#overall = new Watchdog(timing.schedule, () => this.#finish('time'))
    this.#firstFix = new Watchdog(timing.schedule, () => this.#giveUpOnSource())
    this.#tick = new Watchdog(timing.schedule, () => this.#tell())
    this.#overall.feed(overallLimitMs)
    this.result = this.#run()
  }

  /** How it stands: at every change and every second, until it is over. For one reader. */
  get progress(): AsyncIterable<CaptureProgress> {
    return this.#progress
  }

  /** Uses the best position up to now; without one it goes on. */
  useNow(): void {
    if (this.#best()) this.#finish('used')
  }

  /** Goes on until the position is used or the time is up, however good it becomes. */
  keepRefining(): void {
    this.#isRefining = true
    this.#tell()
  }

  /** Ends it without a position. */
  cancel(): void {
    this.#finish('cancelled')
  }

  async #run(): Promise<CaptureResult> {
    for (const source of this.#options.sources) {
      if (this.#end) break
      this.#source = source
      this.#listening = new AbortController()
      this.#tell()
      await this.#listen(source)
      this.#firstFix.stop()
    }
    this.#source = undefined
    for (const watchdog of [this.#overall, this.#firstFix, this.#tick]) watchdog.stop()
    this.#progress.end()
    return this.#result()
  }

  async #listen(source: PositionSource): Promise<void> {
    const { signal } = this.#listening
    const probe = await source.probe(signal)
    if (this.#end) return
    if (!probe.available) {
      this.#fail(source, { error: probe.error, detail: probe.detail })
      return
    }
    this.#firstFix.feed(firstFixLimitMs)
    try {
      for await (const report of source.watch({ signal, highAccuracy: true })) this.#take(report)
    } catch (error) {
      // A mistake of ours; it must not cost the visit, and the next source may be better.
      this.#problem = { error: 'UNSUPPORTED', detail: String(error) }
    }
    const gone = { error: 'DEVICE_LOST', detail: 'the source ended' } as const
    if (!this.#end) this.#fail(source, this.#problem ?? gone)
  }

  #take(report: PositionReport): void {
    if (this.#end) return
    if (isFix(report)) {
      this.#firstFix.stop()
      this.#problem = null
      this.#said = { satellites: report.satellitesUsed, hdop: report.hdop }
      this.#fixes = [...this.#fixes, report].slice(-rememberedFixes)
      const gate = stabilityGate(this.#ofThisSource(), this.#options.autoAcceptM)
      this.#agreeing = gate.agreeing
      if (gate.isAccepted && !this.#isRefining) this.#finish('accepted')
    } else {
      this.#problem = report
      const { satellitesUsed = this.#said.satellites, hdop = this.#said.hdop } = report
      this.#said = { satellites: satellitesUsed, hdop }
    }
    this.#tell()
  }

  #ofThisSource(): Fix[] {
    return this.#fixes.filter(({ provider }) => provider === this.#source?.id)
  }

  #giveUpOnSource(): void {
    this.#problem = timeout(firstFixLimitMs)
    this.#listening.abort()
  }

  #fail(source: PositionSource, problem: PositionProblem): void {
    this.#failed.push({ provider: source.id, problem })
    this.#problem = null
    this.#said = { satellites: null, hdop: null }
    this.#agreeing = 0
  }

  #finish(end: CaptureEnd): void {
    this.#end ??= end
    this.#listening.abort()
  }

  #best(): Measured | null {
    return bestFix(this.#fixes, this.#options.timing.monotonicMs())
  }

  #result(): CaptureResult {
    if (this.#end === 'cancelled')
      return { error: 'CANCELLED', detail: 'the capture was cancelled' }
    const best = this.#best()
    if (!best) return this.#whyNone()
    const { accuracy95M } = best.fix
    const isGood = accuracy95M !== null && accuracy95M <= this.#options.maxAccuracyM
    if (isGood || this.#end === 'used') return best
    const accuracy = accuracy95M === null ? 'unknown' : `± ${Math.round(accuracy95M)} m`
    return { error: 'POOR_ACCURACY', detail: `the accuracy is ${accuracy}`, poor: best }
  }

  #whyNone(): PositionProblem {
    if (this.#options.sources.length === 0)
      return { error: 'NO_DEVICE', detail: 'no source of positions is set up' }
    const said = this.#failed.map(({ problem }) => problem)
    if (this.#end === 'time') said.push(this.#problem ?? timeout(overallLimitMs))
    return tellingProblem(said)
  }

  #tell(): void {
    this.#tick.feed(tickMs)
    this.#progress.push({
      provider: this.#source?.id ?? null,
      device: this.#source?.device ?? null,
      best: this.#best(),
      ...this.#said,
      agreeing: this.#agreeing,
      elapsedMs: this.#options.timing.monotonicMs() - this.#startedMs,
      isRefining: this.#isRefining,
      problem: this.#problem,
      failed: this.#failed.map(({ provider, problem }) => ({ provider, error: problem.error })),
    })
  }
}

function timeout(limitMs: number): PositionProblem {
  return { error: 'TIMEOUT', detail: `no position within ${limitMs / 1000} s` }
}

type CaptureEnd = 'accepted' | 'used' | 'cancelled' | 'time'
