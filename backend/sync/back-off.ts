const firstMs = 1000
const longestMs = 60_000

/**
 * How long to wait before attempt number `failures` + 1, in ms: doubling from one second to a
 * minute, and of that a random half, so that a server that comes back is not met by everybody at
 * once.
 *
 * @param random in 0…1
 */
export function backOffMs(failures: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1))
  return Math.round(full / 2 + (full / 2) * random)
}
