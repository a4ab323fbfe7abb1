import { expect, test } from 'vitest'
import { readWav } from './wav.ts'

interface Header {
  readonly format?: number
  readonly channels?: number
  readonly rate?: number
  readonly bits?: number
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2))
  bytes.set(new TextEncoder().encode(name))
  new DataView(bytes.buffer).setUint32(4, content.length, true)
  bytes.set(content, 8)
  return bytes
}

function format({ format = 1, channels = 1, rate = 16_000, bits = 16 }: Header = {}): Uint8Array {
  const view = new DataView(new ArrayBuffer(16))
  view.setUint16(0, format, true)
  view.setUint16(2, channels, true)
  view.setUint32(4, rate, true)
  view.setUint32(8, (rate * channels * bits) / 8, true)
  view.setUint16(12, (channels * bits) / 8, true)
  view.setUint16(14, bits, true)
  return chunk('fmt ', new Uint8Array(view.buffer))
}

const wav = (...chunks: Uint8Array[]): Uint8Array => {
  const content = [...new TextEncoder().encode('WAVE'), ...chunks.flatMap((each) => [...each])]
  return chunk('RIFF', Uint8Array.from(content))
}
const samples = chunk('data', new Uint8Array(8))

test('AIR-09 the samples of a recording are found', () => {
  expect(readWav(wav(format(), samples))).toEqual({ sampleRate: 16_000, start: 44, end: 52 })
})

test('AIR-09 other chunks are passed over, with their padding', () => {
  const comment = chunk('LIST', new Uint8Array(3))
  expect(readWav(wav(format(), comment, samples))).toMatchObject({ start: 56, end: 64 })
})

test.each([
  ['two channels', wav(format({ channels: 2 }), samples)],
  ['8 bits', wav(format({ bits: 8 }), samples)],
  ['another code than PCM', wav(format({ format: 3 }), samples)],
  ['no format', wav(samples, format())],
  ['no samples', wav(format(), chunk('LIST', new Uint8Array(8)))],
  ['an end before that of its samples', wav(format(), samples).subarray(0, 48)],
  ['nothing', new Uint8Array()],
  ['another kind of file', new TextEncoder().encode('ID3'.padEnd(64, ' '))],
])('AIR-09 a file with %s is no recording', (_name, bytes) => {
  expect(readWav(bytes)).toBeUndefined()
})
