/** Before the second and the third run. */
const delaysMs = [200, 1000] as const
const maxStops = 3
const windowMs = 60_000

export interface RestartPolicy {
  /**
   * Counts a stop that nobody asked for.
   *
   * @param now UTC milliseconds
   * @returns how long to wait before the next start, or `undefined` at the third stop within a minute
   */
  stopped(this: void, now: number): number | undefined
  /** Forgets the past: a person asks for another start. */
  reset(this: void): void
}

/** Restarts what crashes once in a while, and gives up on what crashes again and again. */
export function createRestartPolicy(): RestartPolicy {
  let stops: number[] = []
  return {
    stopped(now) {
      stops = [...stops.filter((at) => now - at < windowMs), now]
      return stops.length < maxStops ? delaysMs[stops.length - 1] : undefined
    },
    reset() {
      stops = []
    },
  }
}
