import { distanceM } from '../geo/distance.ts'
import { averageFixes } from './average-fixes.ts'
import type { Fix, FixQuality } from './fix.ts'

/** So many positions in a row have to agree before a receiver is believed unasked. */
export const stableFixes = 5
const worstHdop = 5
const fewestSatellites = 5
/** In a row: no longer apart than this, in ms. */
const longestGapMs = 5000
/** They agree if they lie within half of their accuracy; below this many metres that is noise. */
const smallestSpreadM = 10

/** Measured by satellites, and not computed or made up from something else. */
const measured: readonly FixQuality[] = ['gnss', 'dgnss', 'pps', 'rtk', 'rtk-float']

/** What the last positions of a source are worth. */
export interface GateState {
  /** How many agree, up to {@link stableFixes}; 1 of an operating system, which smooths by itself. */
  readonly agreeing: number
  /** The mean of those that agree once there are enough; `null` until then. */
  readonly stable: Fix | null
  /** Whether it can be used without asking (GPS-13). */
  readonly isAccepted: boolean
}

/**
 * Whether the positions of one source are good enough to use the last of them unasked. Of a receiver
 * five in a row have to agree, each by at least five satellites with a dilution of at most 5: after a
 * cold start the first positions can be hundreds of metres off and claim to be good.
 *
 * @param fixes of one source, in the order of their arrival
 * @param autoAcceptM how good it has to be, in metres of 95 %
 */
export function stabilityGate(fixes: readonly Fix[], autoAcceptM: number): GateState {
  const last = fixes.findLast((fix) => fix.kind === 'os' || tellsItsWorth(fix))
  if (!last) return { agreeing: 0, stable: null, isAccepted: false }
  const run = last.kind === 'os' ? [last] : agreeingWith(last, fixes)
  const isEnough = run.length === (last.kind === 'os' ? 1 : stableFixes)
  const stable = isEnough ? averageFixes(run) : null
  return {
    agreeing: run.length,
    stable,
    isAccepted: stable !== null && stable.accuracy95M !== null && stable.accuracy95M <= autoAcceptM,
  }
}

/** The last positions, back to the first that does not agree; in the order of their arrival. */
function agreeingWith(last: Fix, fixes: readonly Fix[]): Fix[] {
  const run: Fix[] = []
  for (const fix of fixes.toReversed()) {
    // Some receivers tell speed and date with a time of their own: a position without its worth.
    if (!tellsItsWorth(fix)) continue
    if (run.length === stableFixes || !isTrustworthy(fix)) break
    const later = run[0]
    if (later && isSameMoment(fix, later)) continue
    if (later && later.monotonicMs - fix.monotonicMs > longestGapMs) break
    if (distanceM(fix, last) > spreadM(last)) break
    run.unshift(fix)
  }
  return run
}

function tellsItsWorth({ hdop, satellitesUsed }: Fix): boolean {
  return hdop !== null && satellitesUsed !== null
}

function isTrustworthy({ quality, hdop, satellitesUsed }: Fix): boolean {
  return (
    measured.includes(quality) &&
    (hdop ?? Infinity) <= worstHdop &&
    (satellitesUsed ?? 0) >= fewestSatellites
  )
}

function isSameMoment(one: Fix, other: Fix): boolean {
  return one.gpsTime !== null && one.gpsTime === other.gpsTime
}

function spreadM({ accuracy95M }: Fix): number {
  return Math.max(smallestSpreadM, (accuracy95M ?? 0) / 2)
}
