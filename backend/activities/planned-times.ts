import type { ActivityFields } from '../../core/contract/activities.ts'

/** The planned interval is kept beside the actual one (ACT-13). */
export function planned({
  status,
  startAt,
  endAt,
}: Pick<ActivityFields, 'status' | 'startAt' | 'endAt'>): {
  plannedStartAt?: number | null
  plannedEndAt?: number | null
} {
  return status === 'planned' ? { plannedStartAt: startAt, plannedEndAt: endAt } : {}
}
