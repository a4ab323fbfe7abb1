import { expect, test } from 'vitest'
import { niceLength } from './nice-length.ts'

test.each([
  [1, 1],
  [1.9, 1],
  [2, 2],
  [4.99, 2],
  [5, 5],
  [9.9, 5],
  [10, 10],
  [1000, 1000],
  [4321, 2000],
  [0.7, 0.5],
])('GPS-20 up to %d a nice length is %d', (most, length) => {
  expect(niceLength(most)).toBeCloseTo(length, 10)
})
