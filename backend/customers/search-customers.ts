import { sql } from 'kysely'
import type { Cursor, CustomerRow } from '../../core/contract/customers.ts'
import { normalisePhone, normaliseSearch } from '../../core/imports/normalise.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'

/** Matches beyond this many are not ranked: the user types on. */
const rankedMatches = 3000
/** Counting a list stops here. */
const countedRows = 100_000

export interface CustomerSearch {
  readonly text: string
  readonly archived: boolean
  readonly cursor: Cursor | null
  readonly limit: number
}

export interface CustomerPage {
  rows: CustomerRow[]
  next: Cursor | null
  total: number
  totalIsCapped: boolean
}

/** Customers by name, or those whose words begin with the words of `text` (CUS-03). */
export function searchCustomers(reader: Connection, search: CustomerSearch): CustomerPage {
  const match = customerMatch(search.text)
  return match === null ? listByName(reader, search) : listMatches(reader, search, match)
}

function listByName(reader: Connection, { archived, cursor, limit }: CustomerSearch): CustomerPage {
  let query = customerRows()
    .where('c.deleted_at', 'is', null)
    .orderBy('c.name_sort')
    .orderBy('c.id')
    .limit(limit)
  if (!archived) query = query.where('c.archived_at', 'is', null)
  if (cursor) query = query.where(sql<boolean>`(c.name_sort, c.id) > (${cursor[0]}, ${cursor[1]})`)
  const rows = reader.all(query)
  const total = reader
    .prepared(
      `select count(*) from (select 1 from customer where deleted_at is null
         ${archived ? '' : 'and archived_at is null'} limit ${countedRows + 1})`,
    )
    .pluck()
    .get() as number
  const last = rows.at(-1)
  return {
    rows: rows.map(toRow),
    next: last && rows.length === limit ? [last.name_sort, last.id] : null,
    total: Math.min(total, countedRows),
    totalIsCapped: total > countedRows,
  }
}

/**
 * Matches are ranked by whether the name begins with the text, then by name. The rank is made over
 * at most 3,000 matches, so a common beginning answers as fast as a rare one.
 */
function listMatches(
  reader: Connection,
  { text, archived, cursor, limit }: CustomerSearch,
  match: string,
): CustomerPage {
  const begins = `${normaliseSearch(text)}%`
  const rank = sql<number>`case when m.name_sort like ${begins} then 0 else 1 end`
  // Ordered before anything else is looked up: the lookups are then for one page, not for all.
  let page = statements
    .selectFrom('customer as m')
    .select(['m.rid', rank.as('rank')])
    .where(
      sql<boolean>`m.rid in (select rowid from customer_text where customer_text match ${match}
        limit ${rankedMatches})`,
    )
    .where('m.deleted_at', 'is', null)
    .orderBy('rank')
    .orderBy('m.name_sort')
    .orderBy('m.id')
    .limit(limit)
  if (!archived) page = page.where('m.archived_at', 'is', null)
  if (cursor)
    page = page.where(
      sql<boolean>`(${rank}, m.name_sort, m.id) > (${cursor[0]}, ${cursor[1]}, ${cursor[2]})`,
    )
  const rows = reader.all(
    customerRows()
      .innerJoin(page.as('page'), 'page.rid', 'c.rid')
      .select('page.rank')
      .orderBy('page.rank')
      .orderBy('c.name_sort')
      .orderBy('c.id'),
  )
  const total = reader
    .prepared(
      `select count(*) from customer c where c.rid in
         (select rowid from customer_text where customer_text match ? limit ${rankedMatches})
       and c.deleted_at is null ${archived ? '' : 'and c.archived_at is null'}`,
    )
    .pluck()
    .get(match) as number
  const last = rows.at(-1)
  return {
    rows: rows.map(toRow),
    next: last && rows.length === limit ? [last.rank, last.name_sort, last.id] : null,
    total,
    totalIsCapped: total >= rankedMatches,
  }
}

/**
 * The full-text expression for what was typed, or `null` for nothing to look for. A text of digits
 * is a phone number, a code or a postcode: its digits are also looked for joined.
 */
export function customerMatch(text: string): string | null {
  const words = normaliseSearch(text).split(' ').filter(Boolean)
  if (words.length === 0) return null
  const all = words.map((word) => `"${word}"*`).join(' AND ')
  const isNumber = words.every((word) => /^\d+$/.test(word))
  return isNumber && words.join('').length > 2 ? `(${all}) OR "${normalisePhone(text)}"*` : all
}

function customerRows() {
  return statements
    .selectFrom('customer as c')
    .leftJoin('customer as p', 'p.id', 'c.parent_id')
    .select([
      'c.id',
      'c.name',
      'c.name_sort',
      'c.code',
      'c.city',
      'c.postcode',
      'c.country',
      'c.phone',
      'c.parent_id',
      'c.archived_at',
      'p.name as parent_name',
      sql<number>`(select count(*) from customer b
        where b.parent_id = c.id and b.deleted_at is null)`.as('branch_count'),
      sql<number | null>`(select a.start_at from activity a
        where a.customer_id = c.id and a.deleted_at is null and a.awaiting = 0
          and a.start_at is not null
        order by a.start_at desc limit 1)`.as('last_activity_at'),
    ])
}

interface Row {
  id: string
  name: string
  code: string | null
  city: string | null
  postcode: string | null
  country: string | null
  phone: string | null
  parent_id: string | null
  archived_at: number | null
  parent_name: string | null
  branch_count: number
  last_activity_at: number | null
}

function toRow(row: Row): CustomerRow {
  return {
    id: row.id,
    name: row.name,
    code: row.code,
    city: row.city,
    postcode: row.postcode,
    country: row.country,
    phone: row.phone,
    parentId: row.parent_id,
    parentName: row.parent_name,
    branchCount: row.branch_count,
    archivedAt: row.archived_at,
    lastActivityAt: row.last_activity_at,
  }
}
