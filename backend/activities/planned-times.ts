import type { ActivityFields } from '../../core/contract/activities.ts'

type Times = Pick<ActivityFields, 'status' | 'startAt' | 'endAt'>

interface PlannedTimes {
  readonly plannedStartAt?: number | null
  readonly plannedEndAt?: number | null
}

/**
 * The planned interval is kept beside the actual one (ACT-13): it follows the times for as long as the
 * activity is planned.
 *
 * @param before as it is stored; one that was imported or made by an older version says nothing of its plan
 */
export function planned(
  { status, startAt, endAt }: Times,
  before?: Times & Required<PlannedTimes>,
): PlannedTimes {
  if (status === 'planned') return { plannedStartAt: startAt, plannedEndAt: endAt }
  if (before?.status !== 'planned' || before.plannedStartAt !== null) return {}
  return { plannedStartAt: before.startAt, plannedEndAt: before.endAt }
}
