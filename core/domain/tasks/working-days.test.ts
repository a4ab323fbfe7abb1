import { expect, test } from 'vitest'
import { addWorkingDays } from './working-days.ts'

test.each([
  ['Tuesday', '2026-11-24', '2026-11-27'],
  ['Thursday', '2026-11-26', '2026-12-01'],
  ['Saturday', '2026-11-28', '2026-12-02'],
])('TSK-01 three working days after a %s leave the weekend out', (_, day, due) => {
  expect(addWorkingDays(day, 3)).toBe(due)
})
