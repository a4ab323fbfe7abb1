import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import type { Services } from '../app/services.ts'
import { allForms } from '../forms/form-lookup.ts'
import type { TestBackend } from './test-backend.ts'

const tables = {
  customer: 'id',
  contact: 'id',
  activity: 'id',
  note: 'id',
  note_mention: 'note_id, user_id',
  report: 'id',
  attachment: 'id',
  task: 'id',
  conflict: 'id',
  team_member: 'team_id, user_id',
} as const

/** The read tables, each row as an object, by its key; and forms and revisions as their documents have them. */
export function contentOf({ backend }: TestBackend): Record<string, unknown[]> {
  const { raw } = backend.services.db.reader
  const rows = Object.entries(tables).map(([table, key]): [string, unknown[]] => [
    table,
    raw.prepare(`select * from ${table} order by ${key}`).all().map(withoutRowNumber),
  ])
  return {
    ...Object.fromEntries<unknown[]>(rows),
    form: allForms(backend.services),
    revision: revisions(backend.services),
  }
}

/** Row numbers are each device's own. */
const withoutRowNumber = (row: unknown): unknown =>
  Object.fromEntries(Object.entries(row as object).filter(([name]) => name !== 'rid'))

/** What the rows of `report` leave out, such as the answers. */
function revisions({ db, documents }: Services): unknown[] {
  const rows = db.reader.raw.prepare('select id, doc_id from report order by id').all()
  return (rows as { id: string; doc_id: string }[]).map(({ id, doc_id }) =>
    documents.read(doc_id, (doc) => readRecord(reportRecord, findRecord(doc, reportRecord, id)!)),
  )
}
