import type { Coordinates } from '../../geo/parse-coordinates.ts'
import { accuracyOfDeviations, knownDilution } from '../gnss-accuracy.ts'
import {
  qualityOfIndicator,
  qualityOfModes,
  qualityOfStatus,
  type SaidQuality,
} from './epoch-quality.ts'
import {
  readCoordinates,
  readLongDate,
  readNumber,
  readShortDate,
  readTimeOfDay,
} from './fields.ts'

/** Sentences with a position, the most telling first. */
export const positionSentences = ['GGA', 'GNS', 'RMC', 'GLL'] as const
export type PositionSentenceType = (typeof positionSentences)[number]

/** GGA, GNS, RMC or GLL: a position and what belongs to it. Lengths in metres, time since midnight UTC. */
export interface PositionSentence {
  readonly kind: 'position'
  readonly type: PositionSentenceType
  readonly timeOfDayMs: number
  readonly coordinates: Coordinates | null
  readonly quality: SaidQuality
  readonly satellitesUsed: number | null
  readonly hdop: number | null
  readonly speedMps: number | null
  readonly hasAltitude: boolean
  /** Midnight UTC, ms. */
  readonly day: number | null
}

/** GSA: the satellites of one constellation that are used, and the dilution of all. */
export interface SatellitesSentence {
  readonly kind: 'satellites'
  readonly mode: 1 | 2 | 3 | null
  readonly used: number
  readonly hdop: number | null
}

/** GST: the expected error, by the receiver's own account. */
export interface ErrorsSentence {
  readonly kind: 'errors'
  readonly timeOfDayMs: number
  readonly accuracy95M: number
}

/** ZDA: the date. */
export interface DateSentence {
  readonly kind: 'date'
  readonly timeOfDayMs: number
  readonly day: number
}

export type Sentence = PositionSentence | SatellitesSentence | ErrorsSentence | DateSentence

/** GPS, mixed, GLONASS, Galileo and BeiDou under its two names. */
const talkers = new Set(['GP', 'GN', 'GL', 'GA', 'GB', 'BD'])
const knotsToMps = 1852 / 3600

/**
 * Reads one NMEA 0183 sentence.
 * @param body what stands between `$` and `*`, the checksum already found to be right
 * @returns `null` for talkers and sentences that say nothing about a position, and for those whose
 *   time, date or deviations are missing where they are all that the sentence is good for
 */
export function readSentence(body: string): Sentence | null {
  if (body.charCodeAt(5) !== 0x2c || !talkers.has(body.slice(0, 2))) return null
  const read = readers[body.slice(2, 5)]
  return read ? read(body.split(',')) : null
}

const readers: Readonly<Record<string, (fields: readonly string[]) => Sentence | null>> = {
  GGA: readGga,
  GNS: readGns,
  RMC: readRmc,
  GLL: readGll,
  GSA: readGsa,
  GST: readGst,
  ZDA: readZda,
}

const saysNoMore = {
  satellitesUsed: null,
  hdop: null,
  speedMps: null,
  hasAltitude: false,
  day: null,
} as const

function readGga(fields: readonly string[]): PositionSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[1])
  if (timeOfDayMs === null) return null
  const satellitesUsed = readNumber(fields[7])
  return {
    ...saysNoMore,
    kind: 'position',
    type: 'GGA',
    timeOfDayMs,
    coordinates: readCoordinates(fields, 2),
    quality: qualityOfIndicator(fields[6], satellitesUsed),
    satellitesUsed,
    hdop: knownDilution(readNumber(fields[8])),
    hasAltitude: readNumber(fields[9]) !== null,
  }
}

function readGns(fields: readonly string[]): PositionSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[1])
  if (timeOfDayMs === null) return null
  return {
    ...saysNoMore,
    kind: 'position',
    type: 'GNS',
    timeOfDayMs,
    coordinates: readCoordinates(fields, 2),
    quality: qualityOfModes(fields[6]),
    satellitesUsed: readNumber(fields[7]),
    hdop: knownDilution(readNumber(fields[8])),
    hasAltitude: readNumber(fields[9]) !== null,
  }
}

function readRmc(fields: readonly string[]): PositionSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[1])
  if (timeOfDayMs === null) return null
  const knots = readNumber(fields[7])
  return {
    ...saysNoMore,
    kind: 'position',
    type: 'RMC',
    timeOfDayMs,
    coordinates: readCoordinates(fields, 3),
    quality: qualityOfStatus(fields[2], fields[12]),
    speedMps: knots === null ? null : knots * knotsToMps,
    day: readShortDate(fields[9]),
  }
}

function readGll(fields: readonly string[]): PositionSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[5])
  if (timeOfDayMs === null) return null
  return {
    ...saysNoMore,
    kind: 'position',
    type: 'GLL',
    timeOfDayMs,
    coordinates: readCoordinates(fields, 1),
    quality: qualityOfStatus(fields[6], fields[7]),
  }
}

function readGsa(fields: readonly string[]): SatellitesSentence {
  const mode = readNumber(fields[2])
  return {
    kind: 'satellites',
    mode: mode === 1 || mode === 2 || mode === 3 ? mode : null,
    used: fields.slice(3, 15).filter((satellite) => satellite !== '').length,
    hdop: knownDilution(readNumber(fields[16])),
  }
}

function readGst(fields: readonly string[]): ErrorsSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[1])
  const [latM, lonM] = [readNumber(fields[6]), readNumber(fields[7])]
  if (timeOfDayMs === null || latM === null || lonM === null) return null
  // A receiver without a fix sends nothing, or zeros, which no error is.
  if (latM <= 0 || lonM <= 0) return null
  return { kind: 'errors', timeOfDayMs, accuracy95M: accuracyOfDeviations(latM, lonM) }
}

function readZda(fields: readonly string[]): DateSentence | null {
  const timeOfDayMs = readTimeOfDay(fields[1])
  const day = readLongDate(fields[2], fields[3], fields[4])
  return timeOfDayMs === null || day === null ? null : { kind: 'date', timeOfDayMs, day }
}
