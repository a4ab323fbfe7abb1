import { expect, test } from 'vitest'
import { sentence } from './sample-sentences.ts'
import { SentenceReader } from './sentence-reader.ts'

const gga = 'GPGGA,101500.00,4830.0000,N,00215.0000,E,1,08,1.2,35.0,M,45.0,M,,'
const rmc = 'GPRMC,101500.00,A,4830.0000,N,00215.0000,E,1.0,90.0,301126,,,A'

function readAll(...parts: string[]): string[] {
  const reader = new SentenceReader()
  return parts.flatMap((part) => reader.read(part))
}

test('GPS-14 sentences are found one by one', () => {
  expect(readAll(sentence(gga), sentence(rmc))).toEqual([gga, rmc])
})

test('GPS-14 a sentence that arrives letter by letter is read', () => {
  expect(readAll(...sentence(gga))).toEqual([gga])
})

test.each([1, 2, 3, 5, 8, 13, 40])('GPS-14 lines split every %i characters are read', (size) => {
  const text = sentence(gga) + sentence(rmc)
  const parts = text.match(new RegExp(`[^]{1,${size}}`, 'g'))!
  expect(readAll(...parts)).toEqual([gga, rmc])
})

test('GPS-14 lines merged without a line end are read', () => {
  const text = sentence(gga).trimEnd() + sentence(rmc).trimEnd()
  expect(readAll(text)).toEqual([gga, rmc])
})

test('GPS-14 a sentence broken off by the next one does not spoil it', () => {
  expect(readAll(sentence(gga).slice(0, 30), sentence(rmc))).toEqual([rmc])
})

test('GPS-14 dollar signs before a sentence do not spoil it', () => {
  expect(readAll('$$$', sentence(rmc))).toEqual([rmc])
})

test('GPS-14 binary noise around a sentence is passed over', () => {
  const noise = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code))
  expect(readAll(noise, '\r\n', sentence(gga), noise, sentence(rmc), noise)).toEqual([gga, rmc])
})

test('GPS-14 a line break inside a sentence ends it', () => {
  expect(readAll('$GPRMC,1015\r\n00.00*00\r\n', sentence(gga))).toEqual([gga])
})

test('GPS-14 a wrong checksum refuses the sentence and is counted', () => {
  const reader = new SentenceReader()
  expect(reader.read(sentence(gga).replace('4830', '4930'))).toEqual([])
  expect([reader.accepted, reader.refused]).toEqual([0, 1])
})

test.each([
  ['missing', `$${rmc}\r\n`],
  ['no number', `$${rmc}*ZZ\r\n`],
  ['cut off', `$${rmc}*4\r\n`],
])('GPS-14 a checksum that is %s refuses the sentence', (_what, text) => {
  expect(readAll(text, sentence(gga))).toEqual([gga])
})

test('GPS-14 small letters in a checksum are read', () => {
  const [body, sum] = sentence('GPGLL,4830.00,N,00215.00,E,101500,A,').trim().slice(1).split('*')
  expect(readAll(`$${body}*${sum!.toLowerCase()}\r\n`)).toEqual([body])
})

test('GPS-14 a sentence without an end is given up, so that memory does not grow', () => {
  const reader = new SentenceReader()
  expect(reader.read(`$${'A'.repeat(100_000)}`)).toEqual([])
  expect(reader.refused).toBe(1)
  expect(reader.read(sentence(gga))).toEqual([gga])
})
