import { expect, test } from 'vitest'
import { parseNumber } from './parse-number.ts'

test.each([
  ['12', 12],
  ['12,5', 12.5],
  ['12.5', 12.5],
  [' 1 234,5 ', 1234.5],
  ['1\u202F234\u202F567,89', 1_234_567.89],
  ['1\u00A0234', 1234],
  ['-3,2', -3.2],
  ['\u22123', -3],
  ['+4', 4],
  ['0,10', 0.1],
  [',5', 0.5],
  ['1.234.567', undefined],
  ['1,234,567', undefined],
  ['12 €', undefined],
  ['1e3', undefined],
  ['', undefined],
  ['-', undefined],
  ['NaN', undefined],
  ['9'.repeat(30), undefined],
])('FRM-04 in French « %s » is %s', (text, number) => {
  expect(parseNumber(text, 'fr')).toBe(number)
})

test.each([
  ['1,234', 1234],
  ['1,234.5', 1234.5],
  ['1,234,567', 1_234_567],
  ['12.5', 12.5],
  ['12,5', 12.5],
  ['1 234.5', 1234.5],
  ['12,34.5', undefined],
  ['1,2,3', undefined],
])('FRM-04 in English “%s” is %s', (text, number) => {
  expect(parseNumber(text, 'en')).toBe(number)
})
