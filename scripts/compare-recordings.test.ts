import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { second, sentence } from '../core/domain/position/nmea/sample-sentences.ts'
import { compareRecordings } from './compare-recordings.ts'

const recordings = join(import.meta.dirname, '../../shared/data/gps/nmea')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wiseparts-nmea-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content)
}

/** A report `metres` north of 48.5 N 2.25 E. */
const report = (metres: number): string =>
  JSON.stringify({ mode: 3, lat: 48.5 + metres / 111_320, lon: 2.25 })

test('GPS-14 fixes are compared with the nearest report of gpsd', () => {
  write('one.nmea', [...second('101500'), ...second('101501')].join(''))
  write('one.tpv.jsonl', [report(100), '{"mode":1}', report(0.04)].join('\n'))
  expect(compareRecordings(folder)).toEqual({
    files: 1,
    sentences: 6,
    fixes: 2,
    compared: 2,
    within5cmPct: 100,
    crashes: 0,
    zeroZero: 0,
  })
})

test('GPS-14 a fix 6 cm away, and one that gpsd has no position for, do not match', () => {
  write('one.nmea', second('101500').join(''))
  write('one.tpv.jsonl', report(0.06))
  write('two.nmea', second('101500').join(''))
  write('two.tpv.jsonl', '{"mode":1}\n')
  expect(compareRecordings(folder)).toMatchObject({ fixes: 2, compared: 2, within5cmPct: 0 })
})

test('GPS-14 a recording without reports of gpsd counts, but is not compared', () => {
  write('one.nmea', second('101500').join(''))
  expect(compareRecordings(folder)).toMatchObject({ fixes: 1, compared: 0, within5cmPct: null })
})

test('GPS-14 the same place on both sides of the date line matches', () => {
  write('one.nmea', sentence('GPGLL,0000.0000,N,18000.0000,W,101500,A,A'))
  write('one.tpv.jsonl', '{"mode":2,"lat":0,"lon":180}')
  expect(compareRecordings(folder)).toMatchObject({ within5cmPct: 100 })
})

test('GPS-14 empty and binary files, folders and broken reports do no harm', () => {
  write('empty.nmea', '')
  write('empty.tpv.jsonl', '')
  write(
    'binary.nmea',
    Uint8Array.from({ length: 4096 }, (_, at) => at % 256),
  )
  write('binary.tpv.jsonl', '{"lat":\nnull\n[]\n"text"')
  mkdirSync(join(folder, 'folder.nmea'))
  expect(compareRecordings(folder)).toMatchObject({ files: 2, fixes: 0, crashes: 0 })
})

if (existsSync(recordings))
  test('GPS-14 on the recordings of real receivers 97 of 100 fixes are where gpsd sees them', () => {
    const { files, fixes, within5cmPct, crashes, zeroZero } = compareRecordings(recordings)
    expect({ files, fixes, crashes, zeroZero }).toEqual({
      files: 42,
      fixes: 932,
      crashes: 0,
      zeroZero: 0,
    })
    expect(within5cmPct).toBeGreaterThanOrEqual(97)
  })
else test.skip('recordings of real receivers (no folder ../shared/data/gps/nmea here)')
