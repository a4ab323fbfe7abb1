import { minuteMs } from './time/instant.ts'

/** Whoever looks again within this time has not been away. */
export const visitGapMs = 30 * minuteMs

/** When somebody last looked, and when the visit before that one ended; UTC milliseconds. */
export interface Visits {
  readonly lastAt: number
  readonly previousEndAt: number
}

/** After somebody looked at `now`. The first visit of all counts as its own predecessor. */
export function visited(visits: Visits | undefined, now: number): Visits {
  if (!visits) return { lastAt: now, previousEndAt: now }
  const isNewVisit = now - visits.lastAt > visitGapMs
  return { lastAt: now, previousEndAt: isNewVisit ? visits.lastAt : visits.previousEndAt }
}

/** The end of the last visit before the one that may be going on at `now`; `null` before the first. */
export function lastVisitEnd(visits: Visits | undefined, now: number): number | null {
  if (!visits) return null
  return now - visits.lastAt > visitGapMs ? visits.lastAt : visits.previousEndAt
}
