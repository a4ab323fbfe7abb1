import { expect, test } from 'vitest'
import { decodeText, maxPreviewCharacters } from './decode-text.ts'

const bytes = (...values: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(values)

test.each([
  ['UTF-8', new TextEncoder().encode('été 👍'), 'été 👍'],
  ['UTF-8 with a mark', bytes(0xef, 0xbb, 0xbf, 0xc3, 0xa9), 'é'],
  ['UTF-16, little end first', bytes(0xff, 0xfe, 0xe9, 0x00), 'é'],
  ['UTF-16, big end first', bytes(0xfe, 0xff, 0x00, 0xe9), 'é'],
  ['Windows-1252', bytes(0xe9, 0x74, 0xe9, 0x20, 0x80), 'été €'],
  ['nothing', bytes(), ''],
])('ATT-02 a text file in %s is read', (_name, content, text) => {
  expect(decodeText(content)).toEqual({ text, isCut: false })
})

test('ATT-02 a long text is cut and says so', () => {
  const { text, isCut } = decodeText(new Uint8Array(maxPreviewCharacters + 1).fill(0x61))
  expect([text.length, isCut]).toEqual([maxPreviewCharacters, true])
})
