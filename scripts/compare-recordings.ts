import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Coordinates } from '../core/domain/geo/parse-coordinates.ts'
import type { Epoch } from '../core/domain/position/epoch.ts'
import { NmeaReader } from '../core/domain/position/nmea/nmea-reader.ts'

/** What our reader makes of recordings, against what gpsd makes of them. */
export interface Comparison {
  readonly files: number
  /** With the right checksum. */
  readonly sentences: number
  /** Moments with a position. */
  readonly fixes: number
  /** Of these, those of a recording that gpsd's reports lie beside. */
  readonly compared: number
  /** Per cent of those compared that lie within 5 cm of a position that gpsd reports; rounded down. */
  readonly within5cmPct: number | null
  /** Recordings at which our reader threw. */
  readonly crashes: number
  /** Positions at 0,0. */
  readonly zeroZero: number
}

interface OfFile {
  sentences: number
  fixes: readonly Coordinates[]
  crashed: boolean
}

const closeM = 0.05
const metresPerDegree = 111_320
/** Odd and small: sentences are cut at ever other places, as a serial port does. */
const chunkSize = 37

/**
 * Reads every `*.nmea` of a folder and compares each fix with the reports in `*.tpv.jsonl` of the same
 * name: one TPV of gpsd a line. gpsd reports a moment several times or late, so the nearest of all its
 * positions counts.
 *
 * @throws if the folder cannot be read; what is in it may be anything
 */
export function compareRecordings(folder: string): Comparison {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.nmea') && statSync(join(folder, name)).isFile())
    .sort()
  const total = { sentences: 0, fixes: 0, compared: 0, close: 0, crashes: 0, zeroZero: 0 }
  for (const name of names) {
    const { sentences, fixes, crashed } = readRecording(join(folder, name))
    const reported = readReports(join(folder, name.replace(/nmea$/, 'tpv.jsonl')))
    total.sentences += sentences
    total.fixes += fixes.length
    total.crashes += crashed ? 1 : 0
    total.zeroZero += fixes.filter(({ lat, lon }) => lat === 0 && lon === 0).length
    if (!reported) continue
    total.compared += fixes.length
    total.close += fixes.filter((fix) => reported.some((other) => isClose(fix, other))).length
  }
  const { close, ...sums } = total
  const share = Math.floor((10_000 * close) / total.compared) / 100
  return { files: names.length, ...sums, within5cmPct: total.compared > 0 ? share : null }
}

function readRecording(file: string): OfFile {
  const reader = new NmeaReader()
  const fixes: Coordinates[] = []
  const keep = (epochs: readonly Epoch[]): void => {
    for (const { coordinates } of epochs) if (coordinates) fixes.push(coordinates)
  }
  try {
    const text = readFileSync(file, 'latin1')
    for (let at = 0; at < text.length; at += chunkSize)
      keep(reader.read(text.slice(at, at + chunkSize)))
    const last = reader.finish()
    if (last) keep([last])
    return { sentences: reader.accepted, fixes, crashed: false }
  } catch (error) {
    console.error(`${file}:`, error)
    return { sentences: reader.accepted, fixes, crashed: true }
  }
}

/** The positions that gpsd reports; `undefined` without such a file. Lines that are no report are left out. */
function readReports(file: string): Coordinates[] | undefined {
  if (!existsSync(file)) return undefined
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const { lat, lon } = parseReport(line)
      return typeof lat === 'number' && typeof lon === 'number' ? [{ lat, lon }] : []
    })
}

function parseReport(line: string): { lat?: unknown; lon?: unknown } {
  try {
    return (JSON.parse(line) as object | null) ?? {}
  } catch {
    return {}
  }
}

function isClose(one: Coordinates, other: Coordinates): boolean {
  const lat = one.lat - other.lat
  const aroundEarth = one.lon - other.lon
  const lon = aroundEarth - 360 * Math.round(aroundEarth / 360)
  const parallel = Math.cos((one.lat * Math.PI) / 180)
  return Math.hypot(lat, lon * parallel) * metresPerDegree < closeM
}
