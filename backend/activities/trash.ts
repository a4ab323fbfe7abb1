import { sql } from 'kysely'
import type { Cursor } from '../../core/contract/customers.ts'
import type { Refusal } from '../../core/contract/permissions.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { Services } from '../app/services.ts'
import { activityRight, factsOfRow } from '../permissions/record-rights.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'
import { oldestInTrash } from './oldest-in-trash.ts'

export interface TrashRow {
  id: string
  typeId: string
  title: string | null
  customerName: string
  startAt: number | null
  deletedAt: number
  deletedBy: string
  expiresAt: number
  mayRestore: Refusal | null
}

/** Activities deleted within the organisation's trash days, last deleted first (ACT-10). */
export function trashPage(
  services: Services,
  reader: Connection,
  person: Person,
  { cursor, limit }: { cursor: Cursor | null; limit: number },
): { rows: TrashRow[]; next: Cursor | null; total: number } {
  const oldest = oldestInTrash(services)
  const keptMs = services.now() - oldest
  let query = statements
    .selectFrom('activity as a')
    .leftJoin('customer as c', 'c.id', 'a.customer_id')
    .select([
      'a.id',
      'a.type_id as typeId',
      'a.title',
      sql<string>`coalesce(c.name, '')`.as('customerName'),
      'a.start_at as startAt',
      sql<number>`a.deleted_at`.as('deletedAt'),
      sql<string>`coalesce(a.deleted_by, '')`.as('deletedBy'),
      ...(['a.deleted_by', 'a.created_by', 'a.created_at'] as const),
      ...(['a.assignee_id', 'a.report_count', 'a.verification'] as const),
    ])
    .where('a.deleted_at', '>', oldest)
    .orderBy('a.deleted_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
  if (cursor) query = query.where(sql<boolean>`(a.deleted_at, a.id) < (${cursor[0]}, ${cursor[1]})`)
  const rows = reader
    .all(query)
    .map(({ deleted_by, created_by, created_at, assignee_id, ...other }): TrashRow => {
      const { report_count, verification, ...row } = other
      const facts = { deleted_by, created_by, created_at, assignee_id, report_count, verification }
      return {
        ...row,
        expiresAt: row.deletedAt + keptMs,
        mayRestore: activityRight(services, person, 'restore', factsOfRow(facts)),
      }
    })
  const last = rows.at(-1)
  return {
    rows,
    next: last && rows.length === limit ? [last.deletedAt, last.id] : null,
    total: reader
      .prepared('select count(*) from activity where deleted_at > ?')
      .pluck()
      .get(oldest) as number,
  }
}
