import type { Connection } from '../storage/connection.ts'

/** Documents with notes whose rows an older version has written (migration 0009). */
export function documentsOfUnreadNotes(reader: Connection): string[] {
  return reader
    .prepared('select distinct doc_id from note where created_by is null')
    .pluck()
    .all() as string[]
}
