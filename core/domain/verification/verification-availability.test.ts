import { describe, expect, test } from 'vitest'
import { type AvailabilityQuestion, verificationAvailability } from './verification-availability.ts'

const now = Date.UTC(2026, 10, 24, 9)
const window = { from: now - 1000, to: now + 1000 }

function asked({
  activity = {},
  settings = {},
  ...other
}: Partial<Omit<AvailabilityQuestion, 'activity' | 'settings'>> & {
  activity?: Partial<AvailabilityQuestion['activity']>
  settings?: Partial<AvailabilityQuestion['settings']>
}) {
  return verificationAvailability({
    activity: {
      ...{ isCancelled: false, isDeleted: false, isVerified: false, reportCount: 1 },
      ...activity,
    },
    settings: { isEnabled: true, isTypeEligible: true, isReportRequired: true, ...settings },
    ...{
      target: { lat: 45, lon: 4, quality: 'surveyed' },
      hasPlacedBranches: false,
      window,
      isPermitted: true,
      now,
    },
    ...other,
  })
}

test.each([
  ['available', {}],
  ['off', { settings: { isEnabled: false } }],
  ['type', { settings: { isTypeEligible: false } }],
  ['deleted', { activity: { isDeleted: true } }],
  ['cancelled', { activity: { isCancelled: true } }],
  ['verified', { activity: { isVerified: true } }],
  ['not_permitted', { isPermitted: false }],
  ['no_start', { window: null }],
  ['no_coords', { target: null }],
  ['invalid_coords', { target: { lat: 0, lon: 0, quality: 'surveyed' } }],
  ['available', { target: null, hasPlacedBranches: true }],
  ['report_missing', { activity: { reportCount: 0 } }],
  ['available', { activity: { reportCount: 0 }, settings: { isReportRequired: false } }],
] as const)('GPS-03 %s: %j', (state, question) => {
  expect(asked(question).state).toBe(state)
})

describe('GPS-05 the window, to the millisecond', () => {
  test.each([
    [window.from - 1, 'too_early', window.from],
    [window.from, 'available', window.to + 1],
    [window.to, 'available', window.to + 1],
    [window.to + 1, 'too_late', null],
  ] as const)('at %d: %s', (at, state, changesAt) => {
    expect(asked({ now: at })).toEqual({ state, changesAt })
  })
})

test('GPS-03 a missing report is told with the end of the window', () => {
  expect(asked({ activity: { reportCount: 0 } }).changesAt).toBe(window.to + 1)
})

test('GPS-03 what waiting does not mend is told before what it does', () => {
  const question = { now: window.from - 1, target: null, activity: { reportCount: 0 } }
  expect(asked(question).state).toBe('no_coords')
})
