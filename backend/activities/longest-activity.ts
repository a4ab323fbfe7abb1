import { dayMs } from '../../core/domain/time/instant.ts'
import type { Connection } from '../storage/connection.ts'

/**
 * How long the longest stored activity lasts, in ms, and at least a day: what starts longer before
 * an instant than that has ended by then. Only the few that last longer are in an index of their own.
 */
export function longestActivityMs(connection: Connection): number {
  const longest = connection
    .prepared(
      `select max(end_at - start_at) from activity
       where deleted_at is null and end_at - start_at > ${dayMs}`,
    )
    .pluck()
    .get() as number | null
  return longest ?? dayMs
}
