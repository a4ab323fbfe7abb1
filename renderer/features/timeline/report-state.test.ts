import { expect, test } from 'vitest'
import { reportStateOf } from './report-state.ts'

const open = { from: 1000, until: 2000, hasDraft: false, isRequired: false }

test.each([
  [999, undefined],
  [1000, 'required'],
  [2001, 'expired'],
] as const)('TYP-07 a report that the type wants, at %d: %s', (now, state) => {
  const report = { ...open, isRequired: true }
  expect(reportStateOf({ report, reportCount: 0 }, now)).toBe(state)
  expect(reportStateOf({ report, reportCount: 1 }, now)).toBeUndefined()
})

test.each([
  [null, 0, 1500, undefined],
  [open, 0, 999, undefined],
  [open, 0, 1000, 'available'],
  [open, 0, 2000, 'available'],
  [open, 0, 2001, 'expired'],
  [{ ...open, until: null }, 0, 1_000_000, 'available'],
  [{ ...open, from: null, until: null }, 0, 1500, undefined],
  [open, 1, 1500, undefined],
  [open, 1, 2001, undefined],
  [{ ...open, hasDraft: true }, 1, 2001, 'draft'],
] as const)('TL-04 %j with %d reports at %d: %s', (report, reportCount, now, state) => {
  expect(reportStateOf({ report, reportCount }, now)).toBe(state)
})
