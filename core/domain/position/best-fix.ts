import type { Fix } from './fix.ts'
import { stabilityGate, stableFixes } from './stability-gate.ts'

/** A position and what it is worth. */
export interface Measured {
  readonly fix: Fix
  /** How old it is, in ms. */
  readonly ageMs: number
  /** How many measurements it was averaged from. */
  readonly samples: number
}

/**
 * The position to use if it had to be now: the mean of those that agree, otherwise the one with the best
 * accuracy, and the last of equals; `null` without any.
 *
 * @param fixes in the order of their arrival; those of an earlier source count less than the last one's
 *   agreement
 * @param nowMs by the clock that only runs forward
 */
export function bestFix(fixes: readonly Fix[], nowMs: number): Measured | null {
  const source = fixes.at(-1)?.provider
  const ofSource = fixes.filter(({ provider }) => provider === source)
  const { stable } = stabilityGate(ofSource, Infinity)
  const fix = stable ?? mostAccurate(fixes)
  if (!fix) return null
  const samples = stable?.kind === 'gnss' ? stableFixes : 1
  return { fix, ageMs: Math.max(0, nowMs - fix.monotonicMs), samples }
}

function mostAccurate(fixes: readonly Fix[]): Fix | undefined {
  return fixes.reduce<Fix | undefined>(
    (best, fix) => (best && accuracyOf(best) < accuracyOf(fix) ? best : fix),
    undefined,
  )
}

function accuracyOf({ accuracy95M }: Fix): number {
  return accuracy95M ?? Infinity
}
