import { readNumber } from './fields.ts'
import type { FixQuality } from '../fix.ts'

/** What one sentence says of the fix: how it was computed, that there is `none`, or nothing at all. */
export type SaidQuality = FixQuality | 'none' | null

/** Field 6 of GGA. */
const byIndicator: readonly SaidQuality[] = [
  'none',
  'gnss',
  'dgnss',
  'pps',
  'rtk',
  'rtk-float',
  'estimated',
  'manual',
  'simulated',
]

/** The mode indicator that RMC and GLL have since version 2.3, and GNS for each constellation. */
const byMode: Readonly<Record<string, SaidQuality>> = {
  A: 'gnss',
  D: 'dgnss',
  E: 'estimated',
  F: 'rtk-float',
  M: 'manual',
  N: 'none',
  P: 'pps',
  R: 'rtk',
  S: 'simulated',
}

/** From the one that settles the matter to the one that any other overrides. */
const byDoubt: readonly SaidQuality[] = ['none', 'simulated', 'manual', 'estimated']

/**
 * Of GGA. Hemisphere and SiRF receivers repeat an old position with the indicator of a fix while they
 * use no satellite: that is none.
 */
export function qualityOfIndicator(
  field: string | undefined,
  satellitesUsed: number | null,
): SaidQuality {
  const indicator = readNumber(field)
  if (indicator === null) return null
  const quality = byIndicator[indicator] ?? 'unknown'
  return satellitesUsed === 0 && !byDoubt.includes(quality) ? 'none' : quality
}

/** Of RMC and GLL: a status other than A is no fix, whatever the mode says. */
export function qualityOfStatus(status: string | undefined, mode: string | undefined): SaidQuality {
  if (!status) return null
  if (status !== 'A') return 'none'
  return mode ? (byMode[mode] ?? 'unknown') : 'gnss'
}

/** Of GNS: one letter for each constellation. The least of those that have a fix counts. */
export function qualityOfModes(modes: string | undefined): SaidQuality {
  if (!modes) return null
  const fixed = [...modes].map((mode) => byMode[mode] ?? 'unknown').filter((q) => q !== 'none')
  if (fixed.length === 0) return 'none'
  return leastTrusted(fixed.includes('gnss') ? ['gnss', ...fixed] : fixed)
}

/**
 * What all sentences of one moment say together: the most doubtful of them, and otherwise the first
 * that says something, so that the caller gives the sentences in the order of their weight.
 */
export function leastTrusted(said: readonly SaidQuality[]): SaidQuality {
  const doubtful = byDoubt.find((quality) => said.includes(quality))
  return doubtful ?? said.find((quality) => quality !== null) ?? null
}
