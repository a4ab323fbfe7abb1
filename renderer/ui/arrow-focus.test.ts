import { expect, test } from 'vitest'
import { nextInLines } from './arrow-focus.ts'

/** Seven buttons of 20 by 10 in lines of three. */
const boxes = Array.from({ length: 7 }, (_, index) => {
  const [left, top] = [(index % 3) * 24, Math.floor(index / 3) * 14]
  return { left, right: left + 20, top, bottom: top + 10 }
})

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, 3],
  ['ArrowRight', 6, 6],
  ['ArrowLeft', 3, 2],
  ['ArrowLeft', 0, 0],
  ['ArrowDown', 1, 4],
  ['ArrowDown', 5, 6],
  ['ArrowUp', 6, 3],
  ['ArrowUp', 5, 2],
  ['Home', 5, 0],
  ['End', 1, 6],
])('GEN-07 %s leads from button %i in lines of three to button %i', (key, from, to) => {
  expect(nextInLines(key, from, boxes)).toBe(to)
})

test('GEN-07 where there is no line above or below, up and down lead to the one before or after', () => {
  expect(nextInLines('ArrowDown', 6, boxes)).toBe(6)
  expect(nextInLines('ArrowUp', 1, boxes)).toBe(0)
})

test('GEN-07 other keys move nothing, nor does a key that was pressed elsewhere', () => {
  expect(nextInLines('a', 2, boxes)).toBeUndefined()
  expect(nextInLines('ArrowDown', -1, boxes)).toBeUndefined()
})
