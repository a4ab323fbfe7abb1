import type { Connection } from '../storage/connection.ts'

const slots = 2 ** 26
const msPerMinute = 60_000

/**
 * Row numbers that grow with time, so that full-text matches, which come by row number, are in
 * timeline order: minute of `at` (26 bits) times 2^26 plus a hash of the id. Within one minute the
 * order is the hash's. A taken number, which is rare, moves to the next free one; an activity keeps
 * its `current` number as long as it starts in the same minute.
 */
export function activityRowNumbers(
  writer: Connection,
): (id: string, at: number, current: number | undefined) => number {
  const isTaken = writer.prepared('select 1 from activity where rid = ?').pluck()
  return (id, at, current) => {
    const minute = Math.floor(at / msPerMinute)
    if (current !== undefined && Math.floor(current / slots) === minute) return current
    let rid = minute * slots + hash(id)
    while (isTaken.get(rid) !== undefined) rid++
    return rid
  }
}

/** The smallest row number of an instant's minute. */
export function firstRowNumber(at: number): number {
  return Math.floor(at / msPerMinute) * slots
}

/** FNV-1a, folded to 26 bits. */
function hash(id: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < id.length; index++)
    value = Math.imul(value ^ id.charCodeAt(index), 0x01000193)
  return (value >>> 0) % slots
}
