import { AppError } from '../../core/contract/app-error.ts'

const maxKeys = 10_000

export interface AttemptLimits {
  /** Attempts at once. */
  readonly burst: number
  /** One more each … milliseconds. */
  readonly refillMs: number
}

/** Counts attempts by key, for instance an e-mail: `burst` at once, then one each `refillMs`. */
export class Attempts {
  private readonly limits: AttemptLimits
  private readonly now: () => number
  /** By key: the instant at which all attempts are available again. */
  private readonly fullAt = new Map<string, number>()

  constructor(limits: AttemptLimits, now: () => number) {
    this.limits = limits
    this.now = now
  }

  /** @throws AppError `E-AUTH-TOO-MANY` with `waitS`, seconds until the next attempt */
  take(key: string): void {
    const now = this.now()
    const { burst, refillMs } = this.limits
    const fullAt = Math.max(this.fullAt.get(key) ?? now, now) + refillMs
    const waitMs = fullAt - now - burst * refillMs
    if (waitMs > 0)
      throw new AppError('E-AUTH-TOO-MANY', 'too many attempts', {
        waitS: Math.ceil(waitMs / 1000),
      })
    this.fullAt.delete(key)
    this.fullAt.set(key, fullAt)
    if (this.fullAt.size > maxKeys) this.forget(now)
  }

  private forget(now: number): void {
    for (const [key, fullAt] of this.fullAt) if (fullAt <= now) this.fullAt.delete(key)
    for (const key of this.fullAt.keys()) {
      if (this.fullAt.size <= maxKeys) return
      this.fullAt.delete(key)
    }
  }
}
