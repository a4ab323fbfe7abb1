import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

test('GPS-16 canonical JSON is that of the example of RFC 8785', () => {
  const value = {
    numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\u0022/",
    literals: [null, true, false],
  }
  expect(canonicalJson(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  )
})

test('GPS-16 the order in which keys were written is not in it', () => {
  expect(canonicalJson({ b: 1, a: { d: 2, c: 3 } })).toBe(
    canonicalJson({ a: { c: 3, d: 2 }, b: 1 }),
  )
})

test('GPS-16 negative zero is zero, and an absent member is none', () => {
  expect(canonicalJson({ a: -0, b: undefined })).toBe('{"a":0}')
})

test.each([Number.NaN, Infinity])('GPS-16 %d has no text', (value) => {
  expect(() => canonicalJson([value])).toThrow(RangeError)
})
