import { expect, test } from 'vitest'
import { type ClockBaseline, correctedTime, isClockDoubtful } from './trusted-clock.ts'

const minute = 60_000
const right = Date.UTC(2026, 10, 24, 9)
/** Seven minutes fast, up for an hour. */
const baseline: ClockBaseline = {
  ...{ offsetMs: 7 * minute, wall: right + 7 * minute, uptime: 60 * minute },
}
/** The device's clock shows this much more than it should; the machine has been up for so long. */
const reading = (passedMin: number, fastMin: number, uptime = (60 + passedMin) * minute) => ({
  wall: right + (passedMin + fastMin) * minute,
  uptime,
})

test('SYN-12 the right time is the device’s less its offset', () => {
  expect(correctedTime(baseline, reading(30, 7))).toBe(right + 30 * minute)
})

test('SYN-12 a clock that is changed meanwhile does not change the right time', () => {
  expect(correctedTime(baseline, reading(30, -600))).toBe(right + 30 * minute)
})

test('SYN-12 after a new start of the machine the offset is what is known', () => {
  expect(correctedTime(baseline, reading(30, 7, 2 * minute))).toBe(right + 30 * minute)
})

test.each([
  [7, false],
  // Set right by hand: seven minutes are more than five.
  [0, true],
  [12, false],
  [13, true],
  [2, false],
  [1, true],
])('REP-07 a clock that is %d min fast, after having been 7: doubtful %s', (fastMin, doubtful) => {
  expect(isClockDoubtful(baseline, reading(30, fastMin))).toBe(doubtful)
})

test.each([
  // An hour later by the clock: it may be so.
  [60, 7, false],
  [0, 7 - 5, false],
  [0, 7 - 6, true],
])(
  'REP-07 after a new start, %d min later with the clock %d min fast: %s',
  (passed, fast, doubtful) => {
    expect(isClockDoubtful(baseline, reading(passed, fast, minute))).toBe(doubtful)
  },
)
