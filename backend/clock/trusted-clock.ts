import {
  type ClockBaseline,
  correctedTime,
  isClockDoubtful,
} from '../../core/domain/time/trusted-clock.ts'
import type { LocalState } from '../app/local-state.ts'

/** The time that deadlines go by, whatever the clock of this device says (SYN-12, REP-07). */
export interface TrustedClock {
  /** UTC milliseconds. */
  now(this: void): number
  /** Whether the device's clock was changed since it was last known to be right or wrong by so much. */
  isDoubtful(this: void): boolean
  /** The clock has just been compared with a right one: device minus right, in ms. */
  compared(this: void, offsetMs: number): void
}

export interface TrustedClockOptions {
  readonly local: LocalState
  /** The device's clock. */
  readonly wall: () => number
  /** How long the machine has been up, in ms, sleep included. */
  readonly uptime: () => number
}

/** Until the first comparison the device's clock of the start is taken for right. */
export function openTrustedClock({ local, wall, uptime }: TrustedClockOptions): TrustedClock {
  const reading = () => ({ wall: wall(), uptime: uptime() })
  const atStart: ClockBaseline = { ...reading(), offsetMs: 0 }
  const baseline = (): ClockBaseline => local.clock() ?? atStart
  return {
    now: () => correctedTime(baseline(), reading()),
    isDoubtful: () => isClockDoubtful(baseline(), reading()),
    compared: (offsetMs) => local.setClock({ ...reading(), offsetMs }),
  }
}
