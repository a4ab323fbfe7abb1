import { dayMs } from '../../time/instant.ts'
import { accuracyOfDilution } from '../gnss-accuracy.ts'
import type { Epoch } from '../epoch.ts'
import { leastTrusted, type SaidQuality } from './epoch-quality.ts'
import {
  type DateSentence,
  type ErrorsSentence,
  type PositionSentence,
  positionSentences,
  type SatellitesSentence,
  type Sentence,
} from './read-sentence.ts'

/** What has been said about the moment that is being told. */
interface OpenEpoch {
  readonly timeOfDayMs: number
  readonly positions: PositionSentence[]
  readonly satellites: SatellitesSentence[]
}

/**
 * Merges the sentences of each moment, which receivers send in any order and number. A moment ends
 * with the first position of another time of day, or when the caller says that the receiver pauses.
 */
export class EpochAssembler {
  #open: OpenEpoch | undefined
  /** Satellites told before the first position of their moment. */
  #early: SatellitesSentence[] = []
  #errors: ErrorsSentence | undefined
  #date: DateSentence | undefined
  #toldTimeOfDayMs: number | undefined

  /** Takes the next sentence; answers with the moment before it, if that is over now. */
  take(sentence: Sentence): Epoch | null {
    switch (sentence.kind) {
      case 'satellites':
        ;(this.#open?.satellites ?? this.#early).push(sentence)
        return null
      case 'errors':
        this.#errors = sentence
        return null
      case 'date':
        this.#date = sentence
        return null
      case 'position':
        return this.#takePosition(sentence)
    }
  }

  /** Ends the moment that is being told: the receiver pauses, or there is no more of it. */
  finish(): Epoch | null {
    const open = this.#open
    this.#open = undefined
    if (!open) return null
    this.#toldTimeOfDayMs = open.timeOfDayMs
    return this.#merge(open)
  }

  #takePosition(sentence: PositionSentence): Epoch | null {
    const { timeOfDayMs, day } = sentence
    if (day !== null) this.#date = { kind: 'date', timeOfDayMs, day }
    if (this.#open?.timeOfDayMs === timeOfDayMs) {
      this.#open.positions.push(sentence)
      return null
    }
    const ended = this.finish()
    // A straggler: its moment has been told already.
    if (!ended && this.#toldTimeOfDayMs === timeOfDayMs) return null
    this.#open = { timeOfDayMs, positions: [sentence], satellites: this.#early }
    this.#early = []
    return ended
  }

  #merge({ timeOfDayMs, positions, satellites }: OpenEpoch): Epoch {
    const byWeight = positions.toSorted((a, b) => weightOf(a) - weightOf(b))
    const first = <T>(said: (sentence: PositionSentence) => T | null): T | null =>
      byWeight.map(said).find((value) => value !== null) ?? null
    const said = leastTrusted([
      fixOfSatellites(satellites),
      ...byWeight.map((each) => each.quality),
    ])
    const found = said === 'none' || said === null ? null : first((each) => each.coordinates)
    const quality = said === 'none' || said === null ? 'unknown' : said
    const hdop = first((each) => each.hdop) ?? satellites.find((each) => each.hdop)?.hdop ?? null
    const used = satellites.reduce((sum, each) => sum + each.used, 0)
    const counts = [first((each) => each.satellitesUsed), satellites.length > 0 ? used : null]
    const known = counts.filter((count) => count !== null)
    return {
      at: this.#instantOf(timeOfDayMs),
      coordinates: found,
      quality,
      mode: found && modeOf(satellites, positions),
      hdop,
      satellitesUsed: known.length > 0 ? Math.max(...known) : null,
      accuracy95M: found && this.#accuracyOf(timeOfDayMs, hdop, quality),
      speedMps: found && first((each) => each.speedMps),
    }
  }

  #accuracyOf(timeOfDayMs: number, hdop: number | null, quality: Epoch['quality']): number | null {
    if (this.#errors?.timeOfDayMs === timeOfDayMs) return this.#errors.accuracy95M
    return hdop === null ? null : accuracyOfDilution(hdop, quality)
  }

  /** The date was told with a time of its own, and midnight may lie between. */
  #instantOf(timeOfDayMs: number): number | null {
    if (!this.#date) return null
    const sinceMs = timeOfDayMs - this.#date.timeOfDayMs
    const days = sinceMs < -dayMs / 2 ? 1 : sinceMs > dayMs / 2 ? -1 : 0
    return this.#date.day + days * dayMs + timeOfDayMs
  }
}

function weightOf({ type }: PositionSentence): number {
  return positionSentences.indexOf(type)
}

/** GSA tells it too. A constellation without a satellite may say so beside one that has a fix. */
function fixOfSatellites(satellites: readonly SatellitesSentence[]): SaidQuality {
  return satellites.length > 0 && satellites.every(({ mode }) => mode === 1) ? 'none' : null
}

function modeOf(
  satellites: readonly SatellitesSentence[],
  positions: readonly PositionSentence[],
): 2 | 3 {
  const told = satellites.find(({ mode }) => mode === 2 || mode === 3)?.mode
  if (told === 2 || told === 3) return told
  return positions.some(({ hasAltitude }) => hasAltitude) ? 3 : 2
}
