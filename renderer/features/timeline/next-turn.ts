import type { ActivityTimes } from '../../../core/domain/activities/activity-interval.ts'

interface Turn {
  /** UTC ms. */
  readonly at: number
  readonly ids: readonly string[]
}

/**
 * The next moment at which the clock alone changes what a row says: a start or an end that passes
 * makes it under way, overdue or past. `undefined` when nothing lies ahead.
 */
export function nextTurn(
  entries: readonly (ActivityTimes & { readonly id: string })[],
  now: number,
): Turn | undefined {
  let at = Infinity
  let ids: string[] = []
  for (const { id, startAt, endAt } of entries)
    for (const time of [startAt, endAt]) {
      if (time === null || time < now || time > at) continue
      if (time < at) ids = []
      at = time
      ids.push(id)
    }
  return ids.length === 0 ? undefined : { at, ids }
}
