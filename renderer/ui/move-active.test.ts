import { expect, test } from 'vitest'
import { moveActive } from './move-active.ts'

test.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 19, 19],
  ['ArrowUp', -1, 19],
  ['ArrowUp', 0, 0],
  ['PageDown', 3, 13],
  ['PageDown', 15, 19],
  ['PageUp', 13, 3],
  ['PageUp', 4, 0],
  ['Home', 12, 0],
  ['End', 12, 19],
])('GEN-07 %s from row %i of 20 leads to row %i', (key, from, to) => {
  expect(moveActive(key, from, 20)).toBe(to)
})

test('GEN-07 other keys, and keys in an empty list, move nothing', () => {
  expect(moveActive('a', 3, 20)).toBeUndefined()
  expect(moveActive('ArrowDown', -1, 0)).toBeUndefined()
})
