import type { Database, Statement } from 'better-sqlite3'
import type { Cursor } from '../core/contract/customers.ts'
import type { TimelineBlock } from '../core/contract/timeline.ts'

export interface HandPage {
  readonly block: TimelineBlock
  readonly customerId: string | null
  readonly now: number
  readonly limit: number
}

export interface HandRow {
  readonly id: string
  readonly start_at: number
  readonly sort_end: number
  readonly created_at: number
}

/** What the timeline shows of an activity and what one may do to it, with its customer and parent. */
export const shownColumns = `a.rid, a.id, a.type_id, a.customer_id, a.title, a.start_at, a.end_at,
  a.sort_end, a.tz, a.status, a.awaiting, a.assignee_id, a.attachment_count, a.note_count,
  a.report_count, a.reopened_at, a.first_line, a.excerpt, a.last_note, a.created_at, a.created_by,
  a.deleted_at, a.deleted_by, c.name as customer_name, c.tz as customer_tz,
  c.deleted_at as customer_deleted_at, p.name as parent_name`
export const withNames = `left join customer c on c.id = a.customer_id
  left join customer p on p.id = c.parent_id`
const orderColumns = ['start_at', 'sort_end', 'created_at', 'id'] as const

/** The SQL of somebody who wants the rows and nothing else. */
export function pageByHand(database: Database, page: HandPage) {
  const { block, customerId } = page
  const isUpcoming = block === 'upcoming'
  const [direction, beyond, sign] = isUpcoming ? ['asc', '>', 1] : ['desc', '<', -1]
  const order = `order by ${orderColumns.map((column) => `a.${column} ${direction}`).join(', ')}`
  const after = `and (a.start_at, a.sort_end, a.created_at, a.id)
    ${beyond} (@start_at, @sort_end, @created_at, @id)`
  const place = customerId === null ? '' : 'and a.customer_id = @customerId'
  const parts = isUpcoming
    ? ['a.awaiting = 1 and a.start_at is not null', 'a.awaiting = 0 and a.start_at > @now']
    : ['a.awaiting = 0 and a.start_at <= @now']
  const wheres = parts.map((part) => `a.deleted_at is null and ${part} ${place}`)
  const prepare = (condition: string): Statement<unknown[]>[] =>
    wheres.map((where) =>
      database.prepare(`select ${shownColumns} from activity a ${withNames}
        where ${where} ${condition} ${order} limit @limit`),
    )
  const first = prepare('')
  const next = prepare(after)

  return {
    rows(cursor: Cursor | null): HandRow[] {
      const values = cursor && {
        ...Object.fromEntries(orderColumns.map((c, at) => [c, cursor[at]])),
      }
      const runs = (values ? next : first).map(
        (statement) => statement.all({ ...page, ...values }) as HandRow[],
      )
      const [only, ...others] = runs
      if (others.length === 0) return only!
      return runs
        .flat()
        .sort((a, b) => sign * compare(a, b))
        .slice(0, page.limit)
    },
    /** The cursor of the row that lies that far down the first part; `undefined` without rows. */
    cursorAt(share: number): Cursor | undefined {
      const count = database
        .prepare(`select count(*) from activity a where ${wheres[0]}`)
        .pluck()
        .get(page) as number
      const row = database
        .prepare(
          `select a.start_at, a.sort_end, a.created_at, a.id from activity a
           where ${wheres[0]} ${order} limit 1 offset ${Math.floor(count * share)}`,
        )
        .get(page) as HandRow | undefined
      return row && orderColumns.map((column) => row[column])
    },
  }
}

function compare(a: HandRow, b: HandRow): number {
  return (
    a.start_at - b.start_at ||
    a.sort_end - b.sort_end ||
    a.created_at - b.created_at ||
    (a.id < b.id ? -1 : 1)
  )
}
