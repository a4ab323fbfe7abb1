export interface HostUptimeOptions {
  /** How long the machine has been up, in ms, sleep included; asking the system reads a file. */
  readonly read: () => number
  /** The device's clock, in ms. */
  readonly wall: () => number
  /** A clock of this process that nobody sets, in ms; it may stand still while the machine sleeps. */
  readonly monotonic: () => number
}

/** Two clocks of whole ms that go alike differ by less. */
const alikeMs = 2
const longestMs = 60_000

/**
 * How long the machine has been up, in ms, without asking the system each time. While the device's clock
 * and the process's own go alike there was neither sleep nor a change of the clock, and the uptime goes
 * with them; otherwise, and once a minute, it is read anew.
 */
export function openHostUptime({ read, wall, monotonic }: HostUptimeOptions): () => number {
  let last: { wall: number; monotonic: number; uptime: number } | undefined
  return () => {
    const now = { wall: wall(), monotonic: monotonic() }
    const passed = last && now.monotonic - last.monotonic
    if (last && passed !== undefined && passed < longestMs)
      if (Math.abs(now.wall - last.wall - passed) < alikeMs) return last.uptime + passed
    last = { ...now, uptime: read() }
    return last.uptime
  }
}
