import { dayMs } from '../../core/domain/time/instant.ts'
import { serverUserId } from '../../core/sync/log-entry.ts'
import type { Connection } from '../storage/connection.ts'
import type { FoundNews } from './news-of-update.ts'

/** How long what was seen is kept: taking it back is offered for seconds, a list lasts for hours. */
const keepSeenMs = dayMs

export interface NewsSource {
  readonly documentId: string
  /** Who wrote the update; `serverUserId` for one that was folded from many. */
  readonly userId: string
  readonly at: number
}

/** What colleagues did that nobody on this device has seen. Writes belong into a transaction. */
export interface NewsStore {
  /** @returns the activities that have other news now; none for what this person wrote */
  note(found: readonly FoundNews[], source: NewsSource): string[]
  /** Marks the news of these activities as seen. @returns the mark; the activities that had any */
  markSeen(activityIds: readonly string[], now: number): { mark: number; changed: string[] }
  /** Makes news again what has this mark. @returns the activities */
  takeBack(mark: number): string[]
  /** The document has left this device. */
  forget(documentId: string): void
  /** Forgets what was seen long before. */
  sweep(now: number): void
}

export interface NewsReader {
  /** The person of this device; `undefined` while there is nobody. */
  readonly userId: () => string | undefined
  /** As in `core/domain/visits.ts`. */
  readonly lastVisitEnd: () => number | null
}

export function openNews(connection: Connection, reader: NewsReader): NewsStore {
  const upsert = connection.prepared(`insert into news
      (activity_id, user_id, kind, doc_id, at, since, seen)
    values (@activityId, @userId, @kind, @documentId, @at, @since, 0)
    on conflict (activity_id, user_id, kind) do update set doc_id = excluded.doc_id,
      at = max(at, excluded.at), since = iif(seen = 0, since, excluded.since), seen = 0`)
  const isNew = connection
    .prepared(
      `select 1 from news where activity_id = ? and user_id = ? and seen = 0 and kind in (?, ?)`,
    )
    .pluck()
  const isCreated = connection
    .prepared("select 1 from news where activity_id = ? and seen = 0 and kind = 'created'")
    .pluck()
  const remove = connection.prepared('delete from news where activity_id = ?')
  const removeDeletion = connection.prepared(
    "delete from news where activity_id = ? and kind = 'deleted'",
  )
  const lastMark = connection.prepared('select coalesce(max(seen), 0) from news').pluck()
  const mark = connection.prepared(`update news set seen = ? where seen = 0
    and activity_id in (select value from json_each(?)) returning activity_id`)
  const takeBack = connection.prepared(
    'update news set seen = 0 where seen = ? returning activity_id',
  )
  const forget = connection.prepared('delete from news where doc_id = ?')
  const sweep = connection.prepared('delete from news where seen > 0 and seen < ?')

  return {
    note(found, { documentId, userId: writtenBy, at }) {
      const [me, since] = [reader.userId(), reader.lastVisitEnd()]
      const changed: string[] = []
      for (const { activityId, kind, of, stampedBy } of found) {
        const userId = writtenBy === serverUserId ? stampedBy : writtenBy
        if (userId === me || me === undefined) continue
        changed.push(activityId)
        if (kind === 'deleted' && isCreated.get(activityId) !== undefined) {
          // It came and went between two visits.
          remove.run(activityId)
          continue
        }
        if (kind !== 'deleted') removeDeletion.run(activityId)
        const isToldAlready =
          kind === 'changed' && isNew.get(activityId, userId, 'created', of ?? 'created')
        if (!isToldAlready) upsert.run({ activityId, userId, kind, documentId, at, since })
      }
      return changed
    },
    markSeen(activityIds, now) {
      const seen = Math.max(now, (lastMark.get() as number) + 1)
      const rows = mark.all(seen, JSON.stringify(activityIds)) as { activity_id: string }[]
      return { mark: seen, changed: [...new Set(rows.map(({ activity_id }) => activity_id))] }
    },
    takeBack(seen) {
      const rows = takeBack.all(seen) as { activity_id: string }[]
      return [...new Set(rows.map(({ activity_id }) => activity_id))]
    },
    forget: (documentId) => void forget.run(documentId),
    sweep: (now) => void sweep.run(now - keepSeenMs),
  }
}
