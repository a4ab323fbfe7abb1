import { sql } from 'kysely'
import type { ConflictKind, ConflictToReview } from '../../core/contract/conflicts.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { activityTypes, type Services } from '../app/services.ts'
import { type ActivityFactsRow, factsOfRow } from '../permissions/record-rights.ts'
import { statements } from '../storage/statements.ts'
import { conflictRights } from './conflict-rights.ts'
import { typeConflicts } from './type-conflicts.ts'

/** More are not listed at once; they come up as the first are decided. */
const maxListed = 200

/** What nobody has decided yet, the latest first, with what it is about and what a person may decide. */
export function openConflicts(
  services: Services,
  person: Person,
): { open: ConflictToReview[]; total: number } {
  const { reader } = services.db
  const instantTypes = activityTypes(services)
    .filter(({ instant }) => instant)
    .map(({ id }) => id)
  const rows = reader.all(
    statements
      .selectFrom('conflict as f')
      .leftJoin('activity as a', (join) =>
        join.onRef('a.id', '=', 'f.record_id').on('f.root', '=', 'activities'),
      )
      .leftJoin('contact as p', (join) =>
        join.onRef('p.id', '=', 'f.record_id').on('f.root', '=', 'contacts'),
      )
      .leftJoin('task as t', (join) =>
        join.onRef('t.id', '=', 'f.record_id').on('f.root', '=', 'tasks'),
      )
      .leftJoin('customer as c', (join) =>
        join.on(
          sql<boolean>`c.id = coalesce(a.customer_id, p.customer_id, t.customer_id, f.record_id)`,
        ),
      )
      .selectAll('f')
      .select([
        sql<string | null>`coalesce(a.title, p.name, t.title)`.as('title'),
        'a.type_id',
        'a.start_at',
        'a.end_at',
        ...(['a.created_by', 'a.assignee_id', 'a.created_at'] as const),
        ...(['a.report_count', 'a.verification', 'a.deleted_by'] as const),
        't.activity_id',
        sql<string>`coalesce(c.id, a.customer_id, p.customer_id, t.customer_id, '')`.as(
          'customer_id',
        ),
        sql<string>`coalesce(c.name, '')`.as('customer_name'),
      ])
      .where('f.resolved', '=', 0)
      .orderBy('f.lost_at', 'desc')
      .orderBy('f.id'),
  )
  const open = rows
    // Of a type without duration, an end at the start is in order.
    .filter(
      ({ kind, type_id, start_at, end_at }) =>
        kind !== 'timesCrossed' || start_at !== end_at || !instantTypes.includes(type_id ?? ''),
    )
    .map((row): ConflictToReview => {
      const [kept, lost] = [row.kept, row.lost].map((json) => JSON.parse(json) as unknown)
      return {
        id: row.id,
        kind: row.kind as ConflictKind,
        root: row.root as ConflictToReview['root'],
        recordId: row.record_id,
        subject: {
          title: row.title,
          typeId: row.type_id,
          startAt: row.start_at,
          activityId: row.activity_id,
          customerId: row.customer_id,
          customerName: row.customer_name,
        },
        field: row.field,
        kept,
        keptBy: row.kept_by,
        keptAt: row.kept_at,
        lost,
        lostBy: row.lost_by,
        lostAt: row.lost_at,
        keptName: nameOf(services, row.field, kept),
        lostName: nameOf(services, row.field, lost),
        may: conflictRights(
          services,
          person,
          row.kind as ConflictKind,
          row.field,
          isOfActivity(row) ? factsOfRow(row) : undefined,
        ),
      }
    })
  const ofTypes = typeConflicts(services, person, maxListed)
  const all = [...open, ...ofTypes.open].sort(
    (a, b) => b.lostAt - a.lostAt || (a.id < b.id ? -1 : 1),
  )
  return { open: all.slice(0, maxListed), total: open.length + ofTypes.total }
}

type Nullable<T> = { [K in keyof T]: T[K] | null }

const isOfActivity = (row: Nullable<ActivityFactsRow>): row is ActivityFactsRow =>
  row.created_by !== null

const customerFields: ReadonlySet<string> = new Set(['customerId', 'parentId'])

function nameOf({ db }: Services, field: string, value: unknown): string | null {
  if (!customerFields.has(field) || typeof value !== 'string') return null
  const customer = statements.selectFrom('customer').select('name').where('id', '=', value)
  return db.reader.first(customer)?.name ?? null
}
