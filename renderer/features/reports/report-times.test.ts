import { describe, expect, test } from 'vitest'
import type { ReportState } from '../../../core/domain/reports/report-availability.ts'
import { minuteMs } from '../../../core/domain/time/instant.ts'
import { minutesLeft, stateOfBegun } from './report-times.ts'

const deadline = 100 * minuteMs
const reports = (state: ReportState) => ({
  availability: { state, deadline, isEnding: false, changesAt: null },
  graceMin: 15,
})

test('REP-06 the minute that has begun is left', () => {
  expect(minutesLeft(deadline, deadline - 12 * minuteMs)).toBe(12)
  expect(minutesLeft(deadline, deadline - 12 * minuteMs - 1)).toBe(13)
  expect(minutesLeft(deadline, deadline + 1)).toBe(0)
})

describe('REP-08 a report that was begun', () => {
  test('in time has the grace, to its last millisecond', () => {
    const graceUntil = deadline + 15 * minuteMs
    expect(stateOfBegun(reports('expired'), deadline, graceUntil)).toEqual({
      ...{ state: 'available', graceUntil },
    })
    expect(stateOfBegun(reports('expired'), deadline, graceUntil + 1)).toEqual({
      ...{ state: 'expired', graceUntil: null },
    })
  })

  test('too late has none', () => {
    expect(stateOfBegun(reports('expired'), deadline + 1, deadline + 2).state).toBe('expired')
  })

  test('FRM-08 can be finished although its form is no longer offered', () => {
    expect(stateOfBegun(reports('no_forms'), 0, 0).state).toBe('available')
    expect(stateOfBegun(reports('cancelled'), 0, 0).state).toBe('cancelled')
  })
})
