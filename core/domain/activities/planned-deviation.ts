import type { StoredStatus } from '../../contract/activities.ts'
import { minuteMs } from '../time/instant.ts'
import type { ActivityTimes } from './activity-interval.ts'

/** What was planned and what came of it; instants are UTC milliseconds. */
export interface PlannedAndActual extends ActivityTimes {
  readonly status: StoredStatus
  readonly plannedStartAt: number | null
  readonly plannedEndAt: number | null
}

/** Whole minutes after the planned time, negative before it; `null` while there is nothing to compare. */
export interface PlannedDeviation {
  readonly startMin: number | null
  readonly endMin: number | null
}

/**
 * How far an activity was from its plan (ACT-13). Only what took place is compared: the start once it is
 * under way, the end once it is done, since the end of one that is under way is still the planned one.
 */
export function plannedDeviation({
  status,
  startAt,
  endAt,
  plannedStartAt,
  plannedEndAt,
}: PlannedAndActual): PlannedDeviation {
  const isDone = status === 'done'
  const hasBegun = isDone || status === 'in_progress'
  return {
    startMin: hasBegun ? minutesBetween(plannedStartAt, startAt) : null,
    endMin: isDone ? minutesBetween(plannedEndAt, endAt) : null,
  }
}

function minutesBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.round((to - from) / minuteMs)
}
