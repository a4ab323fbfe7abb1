import { expect, test } from 'vitest'
import { textToDelta } from './text-to-delta.ts'

test('ACT-04 plain text becomes lines without marks', () => {
  expect(textToDelta('a\r\n<b>b</b>\u0000')).toEqual([{ insert: 'a\n<b>b</b>' }])
  expect(textToDelta('')).toEqual([])
})
