import { expect, test } from 'vitest'
import {
  readCoordinates,
  readLongDate,
  readNumber,
  readShortDate,
  readTimeOfDay,
} from './fields.ts'

test.each([
  ['4830.0000,N,00215.0000,E', { lat: 48.5, lon: 2.25 }],
  ['3348.452,S,11821.142,W', { lat: -(33 + 48.452 / 60), lon: -(118 + 21.142 / 60) }],
  ['0000.0000,N,00215.0000,E', { lat: 0, lon: 2.25 }],
  ['4830,N,00215,E', { lat: 48.5, lon: 2.25 }],
  ['4830.,N,00215.,E', { lat: 48.5, lon: 2.25 }],
  ['9000.0000,N,18000.0000,W', { lat: 90, lon: -180 }],
])('GPS-14 %s is a position', (text, expected) => {
  expect(readCoordinates(text.split(','), 0)).toEqual(expected)
})

test.each([
  ['empty', ',,,'],
  ['zero', '0000.0000,N,00000.0000,E'],
  ['zero in the south-west', '0000.0000,S,00000.0000,W'],
  ['without a side', '4830.0000,,00215.0000,E'],
  ['with the sides swapped', '4830.0000,E,00215.0000,N'],
  ['beyond the pole', '9000.0001,N,00215.0000,E'],
  ['beyond the date line', '4830.0000,N,18000.0001,E'],
  ['with 60 minutes', '8960.000000,N,00215.000000,E'],
  ['of SiRF without a fix', '36000.0000,N,72000.0000,E'],
  ['with letters', '48x0.0000,N,00215.0000,E'],
  ['with a sign', '-4830.0000,N,00215.0000,E'],
  ['short', '4830.0000,N'],
])('GPS-12 a position that is %s is none', (_what, text) => {
  expect(readCoordinates(text.split(','), 0)).toBeNull()
})

test.each([
  ['1.2', 1.2],
  ['-30.40', -30.4],
  ['.5', 0.5],
  ['+5.', 5],
  ['.', null],
  ['', null],
  ['1e9', null],
  ['1.2.3', null],
  ['NaN', null],
])('GPS-14 the number "%s" is %s', (text, expected) => {
  expect(readNumber(text)).toBe(expected)
})

test.each([
  ['000000', 0],
  ['101500.250', 36_900_250],
  ['101500.', 36_900_000],
  ['235960.00', 86_400_000],
  ['240000', null],
  ['1015', null],
  ['10:15:00', null],
])('GPS-14 the time "%s" is %s ms', (text, expected) => {
  expect(readTimeOfDay(text)).toBe(expected)
})

test.each([
  ['301126', Date.UTC(2026, 10, 30)],
  ['060180', Date.UTC(1980, 0, 6)],
  ['290228', Date.UTC(2028, 1, 29)],
  ['290227', null],
  ['000126', null],
  ['011326', null],
  ['', null],
])('GPS-14 the date "%s" is %s', (text, expected) => {
  expect(readShortDate(text)).toBe(expected)
})

test('GPS-14 a date in three fields has a year of four digits', () => {
  expect(readLongDate('30', '11', '2026')).toBe(Date.UTC(2026, 10, 30))
  expect(readLongDate('01', '01', '1901')).toBe(Date.UTC(1901, 0, 1))
  expect(readLongDate('30', '11', '26')).toBeNull()
  expect(readLongDate('31', '11', '2026')).toBeNull()
})
