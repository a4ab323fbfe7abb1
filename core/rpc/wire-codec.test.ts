import { expect, test } from 'vitest'
import { decodeWire, encodeWire, tryDecodeWire } from './wire-codec.ts'

const values: [string, unknown][] = [
  ['text with every plane', 'Éléonore 🚗'],
  ['undefined in an object', { here: undefined, there: null }],
  ['the largest 64-bit integer', 2n ** 63n - 1n],
  ['bytes', new Uint8Array([0, 255, 7])],
  ['instants in milliseconds', [1_795_522_800_123, -1, 0.1]],
  ['nested', { list: [{ on: true }, []] }],
]

test.each(values)('%s comes back as it was', (_name, value) => {
  expect(decodeWire(encodeWire(value))).toStrictEqual(value)
})

const malformed: [string, Uint8Array][] = [
  ['nothing', new Uint8Array()],
  ['an unknown tag', new Uint8Array([3])],
  ['a string cut short', encodeWire('bonjour').subarray(0, 4)],
  ['bytes cut short inside a larger buffer', new Uint8Array([116, 9, 1, 2, 3]).subarray(0, 3)],
  ['something after the value', new Uint8Array([...encodeWire(1), 0])],
  ['an endless list', new Uint8Array([117, 255, 255, 255, 15])],
  ['lists nested without end', new Uint8Array(200_000).fill(117).map((b, i) => (i % 2 ? 1 : b))],
]

test.each(malformed)('%s is no value', (_name, bytes) => {
  expect(tryDecodeWire(bytes)).toBeUndefined()
  expect(() => decodeWire(bytes)).toThrow()
})
