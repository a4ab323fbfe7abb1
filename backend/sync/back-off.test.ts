import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

test('the pause doubles up to a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 8, 100].map((failures) => backOffMs(failures, 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ])
})

test('half of it is left to chance', () => {
  expect([0, 0.5, 1].map((random) => backOffMs(3, random))).toEqual([2000, 3000, 4000])
})
