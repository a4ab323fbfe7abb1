const delaysMs = [100, 250, 500, 1000, 2000, 5000] as const

/**
 * How long to wait before trying to connect again.
 *
 * @param failures attempts that have failed in a row, from 0
 * @returns milliseconds, at most five seconds
 */
export function reconnectDelayMs(failures: number): number {
  return delaysMs[Math.min(failures, delaysMs.length - 1)]!
}
