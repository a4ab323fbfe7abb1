import type * as Y from 'yjs'
import type { ConflictKind } from '../contract/conflicts.ts'
import { isDeletionUnaware, unseenKeys } from './deletion.ts'
import { isLatestOfItsLine } from './field-history.ts'
import { sameValue } from './lost-writes.ts'
import { readRecord } from './record.ts'
import { activityRecord } from './records/activity-record.ts'
import { type Conflict, readResolution, toWriteId } from './records/conflict-record.ts'
import { meta } from './records/meta.ts'
import { taskRecord } from './records/task-record.ts'
import { completionKey, standingCompletions } from './task-completion.ts'

/** What stands to be reviewed, or was, about one record. */
export interface Review {
  readonly id: string
  readonly kind: ConflictKind
  readonly field: string
  readonly kept: unknown
  readonly keptBy: string
  readonly keptAt: number
  readonly lost: unknown
  readonly lostBy: string
  readonly lostAt: number
  readonly isResolved: boolean
}

/** Records that come back when they were deleted while somebody changed them (SYN-06, TSK-04). */
const returning: ReadonlySet<string> = new Set([activityRecord.root, taskRecord.root])

/** Ids of what is derived from a record: nothing is stored for it. */
export const deletionReviewId = (recordId: string): string => `deleted:${recordId}`
export const timesReviewId = (recordId: string): string => `times:${recordId}`

export const archivedTypeReviewId = (activityId: string): string => `archived:${activityId}`
export const sameNameReviewId = (firstId: string, secondId: string): string =>
  `names:${firstId}/${secondId}`

/** Which activity a question about its archived type is of; `undefined` for other conflicts. */
export function archivedTypeReviewOf(id: string): string | undefined {
  return id.startsWith('archived:') ? id.slice('archived:'.length) : undefined
}

/** Of which record a conflict is the deletion, from its id; `undefined` for other conflicts. */
export function deletionReviewOf(id: string): string | undefined {
  return id.startsWith('deleted:') ? id.slice('deleted:'.length) : undefined
}

/**
 * The conflicts of one record, among those of its document, as its state now shows them: equal
 * documents give equal answers on every device.
 */
export function reviewsOf(
  doc: Y.Doc,
  root: string,
  map: Y.Map<unknown>,
  recordId: string,
  conflicts: readonly (readonly [string, Conflict])[],
): Review[] {
  const { deletedAt, deletedBy, updatedAt, updatedBy } = metaOf(map)
  const isRestored = returning.has(root) && isDeletionUnaware(map)
  if (deletedAt !== null && !isRestored) return []
  const reviews = conflicts.flatMap(([id, conflict]) => {
    const review = fieldReview(doc, map, id, conflict)
    return review ? [review] : []
  })
  const derived = {
    field: '',
    kept: null,
    keptBy: updatedBy,
    keptAt: updatedAt,
    lost: null,
    isResolved: false,
  }
  if (isRestored)
    reviews.push({
      ...derived,
      id: deletionReviewId(recordId),
      ...changeOf(root, map),
      lostBy: deletedBy ?? '',
      lostAt: deletedAt ?? 0,
    })
  if (root === activityRecord.root && areTimesCrossed(map))
    reviews.push({
      ...derived,
      id: timesReviewId(recordId),
      kind: 'timesCrossed',
      lostBy: updatedBy,
      lostAt: updatedAt,
    })
  return reviews
}

function fieldReview(
  doc: Y.Doc,
  map: Y.Map<unknown>,
  id: string,
  conflict: Conflict,
): Review | undefined {
  const { field, lost, lostBy, lostAt, write } = conflict
  // Its author has written the field again, without knowing of the other value: that one counts.
  if (!isLatestOfItsLine(map, field, toWriteId(write))) return undefined
  const isResolved = readResolution(doc, id) !== undefined
  const kept = map.get(field) ?? null
  if (!isResolved && sameValue(kept, lost)) return undefined
  const { updatedAt, updatedBy } = metaOf(map)
  const stands = sameValue(kept, conflict.kept)
  return {
    id,
    kind: 'field',
    field,
    kept,
    keptBy: stands ? conflict.keptBy : updatedBy,
    keptAt: stands ? conflict.keptAt : updatedAt,
    lost: lost ?? null,
    lostBy,
    lostAt,
    isResolved,
  }
}

/** What a deletion had not seen: a completion of a task says by itself whose it is. */
function changeOf(
  root: string,
  map: Y.Map<unknown>,
): Pick<Review, 'kind'> & Partial<Pick<Review, 'keptBy' | 'keptAt'>> {
  const unseen = root === taskRecord.root ? new Set(unseenKeys(map)) : new Set<string>()
  const completion = standingCompletions(map).find((each) => unseen.has(completionKey(each)))
  return completion
    ? { kind: 'deletedAndCompleted', keptBy: completion.by, keptAt: completion.at }
    : { kind: 'deletedAndEdited' }
}

function areTimesCrossed(map: Y.Map<unknown>): boolean {
  const { startAt, endAt } = readRecord(activityRecord, map)
  return startAt !== null && endAt !== null && endAt <= startAt
}

function metaOf(map: Y.Map<unknown>): { [N in keyof typeof meta]: ReturnType<(typeof meta)[N]> } {
  return Object.fromEntries(
    Object.entries(meta).map(([name, read]) => [name, read(map.get(name))]),
  ) as ReturnType<typeof metaOf>
}
