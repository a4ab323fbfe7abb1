import { Temporal } from 'temporal-polyfill'
import type { TaskDue } from '../../contract/tasks.ts'
import { isKnownTimeZone } from '../time/zoned.ts'

/**
 * The last moment of a due date (TSK-03), in UTC ms: the moment itself, or the end of the day where
 * the assignee is, however long the clocks make it.
 * @param tz the assignee's IANA zone; it comes from another device, and one that is unknown here
 *   counts as UTC
 */
export function dueBy(due: TaskDue, tz: string): number {
  if ('at' in due) return due.at
  const next = Temporal.PlainDate.from(due.day).add({ days: 1 })
  // Where the clocks skip midnight, the day after begins later.
  const zone = isKnownTimeZone(tz) ? tz : 'UTC'
  return next.toZonedDateTime(zone).startOfDay().epochMilliseconds - 1
}

/**
 * Whether a task is overdue (TSK-02): open, and its due date over before `now`.
 * @param now UTC ms, the viewer's corrected clock
 * @param tz the assignee's IANA zone
 */
export function isTaskOverdue(
  { status, due }: { readonly status: 'open' | 'done'; readonly due: TaskDue | null },
  now: number,
  tz: string,
): boolean {
  return status === 'open' && due !== null && dueBy(due, tz) < now
}
