import { type RawBuilder, sql } from 'kysely'
import type { NewsEntry } from '../../core/contract/news.ts'
import type { SyncState } from '../../core/contract/sync-state.ts'
import { archivedUses } from '../activity-types/archived-uses.ts'
import { activityTypes, type Services } from '../app/services.ts'
import type { Connection } from '../storage/connection.ts'
import type { NewsTable } from '../storage/schema.ts'
import { statements } from '../storage/statements.ts'

/** What it depends on how rows stand with the team. */
export interface Sharing {
  readonly isShared: boolean
  /** Types whose activities may end when they start (see `open-conflicts.ts`). */
  readonly instantTypeIds: readonly string[]
  /** Activities with a type that was archived meanwhile (TYP-06), as a JSON array of ids. */
  readonly archivedUses: string
}

export interface RowMarks {
  readonly syncState: SyncState | null
  readonly news: NewsEntry[]
}

export function sharingOf(services: Services): Sharing {
  const isShared = services.session.shared() !== undefined
  const uses = isShared ? archivedUses(services) : []
  return {
    isShared,
    instantTypeIds: activityTypes(services)
      .filter(({ instant }) => instant)
      .map(({ id }) => id),
    archivedUses: JSON.stringify(uses.map(({ activityId }) => activityId)),
  }
}

/** Whether a conflict about the activity `a` is undecided. */
function isInReviewSql({ instantTypeIds, archivedUses: uses }: Sharing): RawBuilder<boolean> {
  return sql<boolean>`(a.id in (select value from json_each(${uses})) or exists (select 1 from conflict as f
    where f.record_id = a.id and f.root = 'activities' and f.resolved = 0
      and not (f.kind = 'timesCrossed' and a.start_at = a.end_at
        and a.type_id in (select value from json_each(${JSON.stringify(instantTypeIds)})))))`
}

/** The state of the activity `a`. */
export function syncStateSql(sharing: Sharing): RawBuilder<SyncState> {
  return sql<SyncState>`case when ${isInReviewSql(sharing)} then 'review'
    when exists (select 1 from unshared where activity_id = a.id) then 'local' else 'shared' end`
}

/** Whether the activity `a` has news that are unseen, or were seen after `since`. */
export function hasNewsSql(since: number): RawBuilder<boolean> {
  return sql<boolean>`exists (select 1 from news as n
    where n.activity_id = a.id and (n.seen = 0 or n.seen > ${since}))`
}

/** Ids of all activities that are or may be in another state than `shared`: few, mostly. */
export function markedIds({ archivedUses: uses }: Sharing): RawBuilder<{ id: string }> {
  return sql`(select activity_id as id from unshared
    union select record_id from conflict where resolved = 0 and root = 'activities'
    union select value from json_each(${uses}))`
}

/** Ids of all activities with news, those that were seen lately among them. */
export const newsIds = sql<{ id: string }>`(select distinct activity_id as id from news)`

/** So many rows are read and sorted while one waits for a page. */
const mostMarked = 2000

/** Whether `markedIds` are few enough to be read for a page. */
export function areMarkedFew(reader: Connection): boolean {
  const count = reader
    .prepared(`select count(*) from (select 1 from unshared limit ${mostMarked + 1})`)
    .pluck()
  return (count.get() as number) <= mostMarked
}

/** The marks of the named activities, for those that have any but the plain ones. */
export function rowMarks(
  reader: Connection,
  sharing: Sharing,
  ids: readonly string[],
): (id: string) => RowMarks {
  if (!sharing.isShared) return () => ({ syncState: null, news: [] })
  const json = JSON.stringify(ids)
  // The activities themselves are only looked up for those that may have another state.
  const states = sql<{ id: string; state: SyncState }>`
    select a.id, ${syncStateSql(sharing)} as state
    from json_each(${json}) as named cross join activity as a on a.id = named.value
    where exists (select 1 from unshared where activity_id = named.value)
      or exists (select 1 from conflict where record_id = named.value and resolved = 0)
      or named.value in (select value from json_each(${sharing.archivedUses}))`
  const stateOf = new Map(
    reader
      .all({ compile: () => states.compile(statements) })
      .map(({ id, state }) => [id, state] as const),
  )
  const newsOf = Map.groupBy(newsOfIds(reader, json), ({ activity_id }) => activity_id)
  return (id) => ({
    syncState: stateOf.get(id) ?? 'shared',
    news: (newsOf.get(id) ?? []).map(({ kind, user_id, at }) => ({
      kind: kind as NewsEntry['kind'],
      userId: user_id,
      at,
    })),
  })
}

function newsOfIds(reader: Connection, json: string): NewsTable[] {
  return reader
    .prepared(
      `select * from news
       where seen = 0 and activity_id in (select value from json_each(?)) order by at desc, kind`,
    )
    .all(json) as NewsTable[]
}
