import { minuteMs } from './instant.ts'

/** What was known when this device's clock was last compared with a right one (SYN-12). */
export interface ClockBaseline {
  /** The device's clock minus the right one, in ms. */
  readonly offsetMs: number
  /** The device's clock then, in UTC milliseconds. */
  readonly wall: number
  /** How long the machine had been up then, in ms, sleep included: nobody sets that clock. */
  readonly uptime: number
}

export interface ClockReading {
  readonly wall: number
  readonly uptime: number
}

/** A change of the clock that is no correction of its drift (REP-07). */
const doubtfulMs = 5 * minuteMs

/**
 * The right time: while the machine has not been started anew, what has passed since the baseline; then
 * the device's clock less its known offset.
 */
export function correctedTime(baseline: ClockBaseline, reading: ClockReading): number {
  const wall = isSameRun(baseline, reading) ? expectedWall(baseline, reading) : reading.wall
  return Math.round(wall - baseline.offsetMs)
}

/**
 * Whether somebody has changed the device's clock since the baseline. After a new start of the machine
 * only a clock that has gone back can be told.
 */
export function isClockDoubtful(baseline: ClockBaseline, reading: ClockReading): boolean {
  if (!isSameRun(baseline, reading)) return reading.wall < baseline.wall - doubtfulMs
  return Math.abs(reading.wall - expectedWall(baseline, reading)) > doubtfulMs
}

function isSameRun(baseline: ClockBaseline, { uptime }: ClockReading): boolean {
  return uptime >= baseline.uptime
}

function expectedWall({ wall, uptime }: ClockBaseline, reading: ClockReading): number {
  return wall + reading.uptime - uptime
}
