import { expect, test } from 'vitest'
import { encodeWav, speechRate } from './encode-wav.ts'

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

test('AIR-09 what was recorded becomes a WAV file of one channel with 16 bits', () => {
  const wav = encodeWav([new Float32Array([0, 1]), new Float32Array([-1])])
  const view = new DataView(wav.buffer)
  expect([ascii(wav, 0, 4), ascii(wav, 8, 16), ascii(wav, 36, 40)]).toEqual([
    'RIFF',
    'WAVEfmt ',
    'data',
  ])
  expect(wav.length).toBe(50)
  expect([4, 16, 24, 28, 40].map((at) => view.getUint32(at, true))).toEqual([
    42,
    16,
    speechRate,
    2 * speechRate,
    6,
  ])
  expect([20, 22, 32, 34].map((at) => view.getUint16(at, true))).toEqual([1, 1, 2, 16])
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([0, 32_767, -32_768])
})

test('AIR-09 what is too loud is clipped, and what is no number is silence', () => {
  const wav = encodeWav([new Float32Array([2, -3, NaN])])
  const view = new DataView(wav.buffer)
  expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([32_767, -32_768, 0])
})
