import { sql } from 'kysely'
import type { Services } from '../app/services.ts'
import { descendantIds } from '../customers/customer-lookup.ts'
import { statements } from '../storage/statements.ts'

export interface NewsPlace {
  /** `null` = all customers. */
  readonly customerId: string | null
  readonly includeBranches: boolean
}

export interface NewsInPlace {
  /** Activities that the timeline lists as news. */
  readonly ids: readonly string[]
  /** The end of the visit since which they came; `null` where nobody had looked yet. */
  readonly since: number | null
}

/** What nobody has seen of a customer's activities, or of all. */
export function newsInPlace(services: Services, place: NewsPlace): NewsInPlace {
  const { customerId, includeBranches } = place
  const customers =
    customerId === null
      ? null
      : [customerId, ...(includeBranches ? descendantIds(services, customerId) : [])]
  const rows = services.db.reader.all(
    statements
      .selectFrom('news as n')
      .crossJoin('activity as a')
      .select(['a.id', 'n.since', 'n.kind', 'a.deleted_at'])
      .whereRef('a.id', '=', 'n.activity_id')
      .where('n.seen', '=', 0)
      .$if(customers !== null, (query) =>
        query.where(
          sql<boolean>`a.customer_id in (select value from json_each(${JSON.stringify(customers)}))`,
        ),
      ),
  )
  const deletions = new Set(rows.filter(({ kind }) => kind === 'deleted').map(({ id }) => id))
  const listed = rows.filter(({ id, deleted_at }) => deleted_at === null || deletions.has(id))
  const since = listed.map((row) => row.since).filter((at) => at !== null)
  return {
    ids: [...new Set(listed.map(({ id }) => id))],
    since: since.length > 0 ? Math.min(...since) : null,
  }
}
