/** Lets through `perSecond` on average and `burst` at once. */
export class TokenBucket {
  private readonly perSecond: number
  private readonly burst: number
  private readonly now: () => number
  private tokens: number
  private at: number

  /** @param now UTC milliseconds */
  constructor(perSecond: number, burst: number, now: () => number) {
    this.perSecond = perSecond
    this.burst = burst
    this.now = now
    this.tokens = burst
    this.at = now()
  }

  /** Takes `amount`, into debt if need be, and answers how many milliseconds to wait for it. */
  take(amount: number): number {
    this.refill()
    this.tokens -= amount
    return this.tokens >= 0 ? 0 : Math.ceil((-this.tokens / this.perSecond) * 1000)
  }

  /** Takes `amount` if it is there, and answers whether it was. */
  tryTake(amount: number): boolean {
    this.refill()
    if (this.tokens < amount) return false
    this.tokens -= amount
    return true
  }

  private refill(): void {
    const at = this.now()
    const earned = (Math.max(0, at - this.at) / 1000) * this.perSecond
    this.tokens = Math.min(this.burst, this.tokens + earned)
    this.at = at
  }
}
