import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import { largestImportBytes } from '../../../core/imports/largest-import.ts'
import { decodeText, type ImportEncoding } from './decode-text.ts'

const seed = 1252

const utf8 = (text: string) => new TextEncoder().encode(text)
const bytes = (...values: number[]) => Uint8Array.from(values)
const utf16 = (text: string, bigEndian = false) => {
  const buffer = Buffer.from(text, 'utf16le')
  return new Uint8Array(bigEndian ? buffer.swap16() : buffer)
}
const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name))

function refusal(content: Uint8Array, given?: ImportEncoding) {
  try {
    decodeText(content, given)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, details: error.details }
    throw error
  }
  return undefined
}

test.each<[string, Uint8Array, ImportEncoding]>([
  ['UTF-8', utf8('Étoile œ €'), 'utf-8'],
  ['UTF-8 with mark', utf8('\ufeffÉtoile œ €'), 'utf-8'],
  ['Windows-1252', bytes(0xc9, ...utf8('toile '), 0x9c, 0x20, 0x80), 'windows-1252'],
  ['UTF-16 LE with mark', utf16('\ufeffÉtoile œ €'), 'utf-16le'],
  ['UTF-16 BE with mark', utf16('\ufeffÉtoile œ €', true), 'utf-16be'],
  ['UTF-16 LE without mark', utf16('Étoile œ €'), 'utf-16le'],
  ['UTF-16 BE without mark', utf16('Étoile œ €', true), 'utf-16be'],
])('GEN-02 %s is recognised', (_, content, encoding) => {
  expect(decodeText(content)).toEqual({ text: 'Étoile œ €', encoding, damaged: 0 })
})

test('GEN-02 a French ERP file is read as Windows-1252', () => {
  const { text, encoding } = decodeText(fixture('clients-erp-windows-1252.csv'))
  expect(encoding).toBe('windows-1252')
  expect(text.split('\r\n')[1]).toBe(
    'C0001;Société Cœur de Bœuf;Garage du Château;;1, place de l’Église;37000;Tours;France;' +
      '02 47 00 00 01;contact@chateau.example;47,3941;0,6848;1 250,5;Françoise Noël',
  )
})

test('GEN-02 a UTF-8 file cut inside a character stays UTF-8', () => {
  const whole = utf8(`${'Société ô à ç '.repeat(10)}é`)
  expect(decodeText(whole.subarray(0, whole.length - 1))).toEqual({
    text: `${'Société ô à ç '.repeat(10)}\ufffd`,
    encoding: 'utf-8',
    damaged: 1,
  })
})

test('GEN-02 the chosen encoding goes before the detected one', () => {
  expect(decodeText(utf8('é'), 'windows-1252').text).toBe('Ã©')
  expect(decodeText(bytes(0x41, 0xe9, 0x42), 'windows-1252').text).toBe('AéB')
})

test('GEN-02 a chosen encoding that cannot be is refused', () => {
  expect(refusal(fixture('clients-erp-windows-1252.csv'), 'utf-8')).toEqual({
    code: 'E-IMP-ENCODING',
    details: { encoding: 'utf-8' },
  })
})

test('GEN-02 a file of 0 bytes and a file of blanks are empty', () => {
  expect(refusal(bytes())?.code).toBe('E-IMP-EMPTY')
  expect(refusal(utf8('\ufeff'))?.code).toBe('E-IMP-EMPTY')
  expect(refusal(utf8(' \r\n\t\r\n'))?.code).toBe('E-IMP-EMPTY')
})

test('GEN-02 50 MiB pass, one byte more is refused', () => {
  const content = new Uint8Array(largestImportBytes + 1).fill(0x41)
  expect(refusal(content)).toEqual({
    code: 'E-IMP-TOO-LARGE',
    details: { size: 52_428_801, max: 52_428_800 },
  })
  expect(decodeText(content.subarray(1)).text).toHaveLength(largestImportBytes)
})

test.each<[string, Uint8Array, string]>([
  ['an xlsx workbook', bytes(0x50, 0x4b, 0x03, 0x04, 0x14, 0x00), 'zip'],
  ['an xls workbook', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1), 'xls'],
  ['a PDF', utf8('%PDF-1.7\n'), 'pdf'],
  ['gzip', bytes(0x1f, 0x8b, 0x08), 'gzip'],
  ['NUL bytes', utf8(`Nom;Ville\n${'A;B\n'.repeat(5)}\0`), 'binary'],
  ['control characters', bytes(0x41, 0x01, 0x02, 0x03), 'binary'],
])('GEN-02 %s is not text', (_, content, format) => {
  expect(refusal(content)).toEqual({ code: 'E-IMP-NOT-TEXT', details: { format } })
})

test('GEN-02 a name that begins with PK is text', () => {
  expect(decodeText(utf8('PK Auto;Paris')).text).toBe('PK Auto;Paris')
})

test('GEN-02 the end mark of old programs is no character of the file', () => {
  expect(decodeText(utf8('Nom\r\nA\r\n\u001a')).text).toBe('Nom\r\nA\r\n')
})

test('GEN-02 any bytes give text or an AppError', () => {
  const encoding = fc.constantFrom<(ImportEncoding | undefined)[]>(
    ...([undefined, 'utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const),
  )
  let decoded = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), encoding, (content, given) => {
      if (refusal(content, given) !== undefined) return
      decoded++
      expect(decodeText(content, given).text).not.toContain('\0')
    }),
    { seed, numRuns: 2000 },
  )
  expect(decoded).toBeGreaterThan(100)
})
