import type { CaptureProgress, PushedPosition } from '../../core/contract/verification.ts'
import { CaptureSession, type CaptureResult } from './capture-session.ts'
import type { PositionSource } from './position-source.ts'
import { type PushedSource, pushedSource } from './pushed-source.ts'
import type { Timing } from './timing.ts'

export interface CaptureWishes {
  /** In metres of 95 %. */
  readonly autoAcceptM: number
  readonly maxAccuracyM: number
  readonly signal: AbortSignal
  readonly progress: (progress: CaptureProgress) => void
}

interface Running {
  readonly session: CaptureSession
  readonly os: PushedSource
}

/** The measurements that are under way, by the id that the page gave them. */
export class Captures {
  readonly #sources: () => readonly PositionSource[]
  readonly #timing: Timing
  readonly #running = new Map<string, Running>()

  /** @param sources the receivers, asked before the operating system by the page */
  constructor(sources: () => readonly PositionSource[], timing: Timing) {
    this.#sources = sources
    this.#timing = timing
  }

  /** Measures once; stopped, the answer is `CANCELLED`. */
  async run(id: string, { signal, progress, ...limits }: CaptureWishes): Promise<CaptureResult> {
    const os = pushedSource(this.#timing)
    const sources = [...this.#sources(), os]
    const session = new CaptureSession({ sources, ...limits, timing: this.#timing })
    this.#running.set(id, { session, os })
    const stop = (): void => session.cancel()
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    try {
      for await (const { best, ...state } of session.progress)
        progress({
          provider: state.provider,
          accuracyM: best?.fix.accuracy95M ?? null,
          satellites: state.satellites,
          hdop: state.hdop,
          ageMs: best ? Math.round(best.ageMs) : null,
          elapsedMs: Math.round(state.elapsedMs),
          isUsable: best !== null,
          isRefining: state.isRefining,
          wantsOsPosition: state.provider === os.id,
        })
      return await session.result
    } finally {
      signal.removeEventListener('abort', stop)
      this.#running.delete(id)
    }
  }

  /** Uses what there is, or goes on; without effect on one that is over. */
  steer(id: string, wish: 'use' | 'refine'): void {
    const session = this.#running.get(id)?.session
    if (wish === 'use') session?.useNow()
    else session?.keepRefining()
  }

  /** Hands over what the page got from the operating system. */
  push(id: string, position: PushedPosition): void {
    this.#running.get(id)?.os.push(position)
  }
}
