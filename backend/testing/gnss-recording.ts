import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import { readCoordinates } from '../../core/domain/position/nmea/fields.ts'
import { sentence } from '../../core/domain/position/nmea/sample-sentences.ts'
import { SentenceReader } from '../../core/domain/position/nmea/sentence-reader.ts'

/** The sentences of one moment of a recording, each split into its fields. */
type Moment = readonly (readonly string[])[]

/** What is changed in a recording before it is played. */
export interface Staging {
  /** The last position of the recording is put here, and all others as far from it as they were. */
  readonly place?: Coordinates
  /** Instead of the dilution that the receiver gave. */
  readonly hdop?: number
}

export interface Recording {
  readonly moments: readonly Moment[]
  /** The last position. */
  readonly end: Coordinates
}

/** Fields of the time of day and of latitude by type of sentence; longitude is two further. */
const timeFields: Readonly<Record<string, number>> = {
  ...{ GGA: 1, GNS: 1, RMC: 1, ZDA: 1, GST: 1, GBS: 1, GLL: 5 },
}
const placeFields: Readonly<Record<string, number>> = { GGA: 2, GNS: 2, RMC: 3, GLL: 1 }

/** For tests: a recording of `backend/testing/recordings`. */
export function recordingOf(name: 'bu353s4' | 'ublox-lea-4h'): Recording {
  return readRecording(readFileSync(join(import.meta.dirname, `recordings/${name}.nmea`), 'latin1'))
}

/** For tests: the moments of a recording in NMEA 0183. */
export function readRecording(text: string): Recording {
  const moments: string[][][] = []
  let time: string | undefined
  let end: Coordinates | undefined
  for (const body of new SentenceReader().read(text)) {
    const fields = body.split(',')
    const type = typeOf(fields)
    const told = fields[timeFields[type] ?? -1]
    if (moments.length === 0 || (told && told !== time)) moments.push([])
    time = told || time
    moments.at(-1)!.push(fields)
    const placeField = placeFields[type]
    if (placeField) end = readCoordinates(fields, placeField) ?? end
  }
  if (!end) throw new Error('a recording without a position')
  return { moments, end }
}

/** For tests: one moment as the receiver would say it at `at` (UTC ms), with right checksums. */
export function staged(
  { moments, end }: Recording,
  index: number,
  at: number,
  { place = end, hdop }: Staging = {},
): string {
  const moment = moments[index % moments.length]!
  const moved = { lat: place.lat - end.lat, lon: place.lon - end.lon }
  return moment
    .map((fields) => {
      const changed = [...fields]
      stamp(changed, at)
      move(changed, moved)
      if (hdop !== undefined) dilute(changed, hdop)
      return sentence(changed.join(','))
    })
    .join('')
}

function stamp(fields: string[], at: number): void {
  const type = typeOf(fields)
  const field = timeFields[type]
  if (field === undefined || !fields[field]) return
  const iso = new Date(at).toISOString()
  fields[field] = iso.slice(11, 23).replaceAll(':', '')
  const [year, month, day] = iso.slice(0, 10).split('-') as [string, string, string]
  if (type === 'RMC') fields[9] = `${day}${month}${year.slice(2)}`
  if (type === 'ZDA') fields.splice(2, 3, day, month, year)
}

function move(fields: string[], by: Coordinates): void {
  const field = placeFields[typeOf(fields)]
  const from = field === undefined ? null : readCoordinates(fields, field)
  if (field === undefined || !from) return
  const lat = angle(from.lat + by.lat, 2, 'N', 'S')
  const lon = angle(from.lon + by.lon, 3, 'E', 'W')
  fields.splice(field, 4, ...lat, ...lon)
}

/** `ddmm.mmmmmm` and its side; six decimals are 2 mm. */
function angle(value: number, digits: number, positive: string, negative: string): string[] {
  const millionths = Math.round(Math.abs(value) * 60_000_000)
  const degrees = Math.floor(millionths / 60_000_000)
  const minutes = (millionths - degrees * 60_000_000) / 1_000_000
  const text = String(degrees).padStart(digits, '0') + minutes.toFixed(6).padStart(9, '0')
  return [text, value < 0 ? negative : positive]
}

function dilute(fields: string[], hdop: number): void {
  const type = typeOf(fields)
  if (type === 'GGA' || type === 'GNS') fields[8] = String(hdop)
  if (type === 'GSA') fields.splice(15, 3, String(hdop * 1.5), String(hdop), String(hdop * 1.2))
}

function typeOf(fields: readonly string[]): string {
  return fields[0]!.slice(2)
}
