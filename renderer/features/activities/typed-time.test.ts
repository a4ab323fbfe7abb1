import { expect, test } from 'vitest'
import { parseTypedTime } from './typed-time.ts'

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['1430', '14:30'],
  ['9:30', '09:30'],
  ['9:5', '09:05'],
  ['9h30', '09:30'],
  ['9 h 30', '09:30'],
  ['14H', '14:00'],
  ['14.30', '14:30'],
  ['14 heures', '14:00'],
  ['2 pm', '14:00'],
  ['12am', '00:00'],
  ['12:15 p.m.', '12:15'],
  [' 00:00 ', '00:00'],
])('ACT-16 the time %j is read as %s', (text, time) => {
  expect(parseTypedTime(text)).toBe(time)
})

test.each(['', '24:00', '9:60', '13 pm', '0 am', 'midi', '12345', '9:30:00', '-9'])(
  'ACT-16 %j is no time of day',
  (text) => {
    expect(parseTypedTime(text)).toBeUndefined()
  },
)
