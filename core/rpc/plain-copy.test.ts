import { expect, test } from 'vitest'
import { plainCopy } from './plain-copy.ts'

test('a proxy, which structured clone refuses, becomes plain at every depth', () => {
  const input = new Proxy({ ids: new Proxy(['a', 'b'], {}) }, {})
  expect(() => structuredClone(input)).toThrow()
  expect(structuredClone(plainCopy(input))).toEqual({ ids: ['a', 'b'] })
})

test('bytes are handed on without a copy', () => {
  const bytes = new Uint8Array([1])
  expect(plainCopy({ bytes })).toEqual({ bytes })
  expect((plainCopy({ bytes }) as { bytes: unknown }).bytes).toBe(bytes)
})

test.each([
  ['a date', { at: new Date(0) }],
  ['a function', { at: () => 1 }],
  ['a symbol', { at: Symbol('x') }],
  ['a map', { at: new Map() }],
])('%s is refused with its place', (_name, value) => {
  expect(() => plainCopy({ list: [value] })).toThrow(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      details: { path: 'input.list.0.at', reason: 'not a plain value' },
    }),
  )
})
