import { expect, test } from 'vitest'
import { joinParts } from './join-parts.ts'

test('parts become one record', () => {
  expect(joinParts({ a: 1 }, { b: 2 }, {})).toEqual({ a: 1, b: 2 })
})

test('a name that is there twice is refused by name', () => {
  expect(() => joinParts({ 'a.list': 1 }, { 'b.list': 2, 'a.list': 3 })).toThrow(
    'the operation a.list is there twice',
  )
})
