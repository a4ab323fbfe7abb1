import { expect, test } from 'vitest'
import { reportStateOf } from './report-state.ts'

const open = { from: 1000, until: 2000, hasDraft: false }

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
