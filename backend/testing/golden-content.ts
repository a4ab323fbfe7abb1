import type { TestBackend } from './test-backend.ts'

const tables = {
  customer: 'id',
  contact: 'id',
  activity: 'id',
  note: 'id',
  note_mention: 'note_id, user_id',
  attachment: 'id',
  task: 'id',
  conflict: 'id',
  team_member: 'team_id, user_id',
} as const

/** The read tables, each row as an object, by its key. */
export function contentOf({ backend }: TestBackend): Record<string, unknown[]> {
  const { raw } = backend.services.db.reader
  return Object.fromEntries(
    Object.entries(tables).map(([table, key]) => [
      table,
      raw.prepare(`select * from ${table} order by ${key}`).all().map(withoutRowNumber),
    ]),
  )
}

/** Row numbers are each device's own. */
const withoutRowNumber = (row: unknown): unknown =>
  Object.fromEntries(Object.entries(row as object).filter(([name]) => name !== 'rid'))
