import { readRecord, findRecord } from '../../core/crdt/record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import { isEmpty } from '../../core/domain/forms/answers.ts'
import type { Services } from '../app/services.ts'

/**
 * How many reports of a form have answered a field; with `values`, with one of these options. All
 * reports of the form are read: an administrator asks, before publishing (FRM-06).
 */
export function answersOfField(
  { db, documents }: Services,
  formId: string,
  fieldId: string,
  values: readonly string[] = [],
): number {
  const rows = db.reader
    .prepared(
      'select id, doc_id, first_id from report where form_id = ? and deleted_at is null order by doc_id',
    )
    .raw()
    .all(formId) as [id: string, documentId: string, firstId: string][]
  const concerned = new Set<string>()
  for (const [id, documentId, firstId] of rows) {
    const answer = documents.read(documentId, (doc) => {
      const map = findRecord(doc, reportRecord, id)
      return map && readRecord(reportRecord, map).answers?.[fieldId]
    })
    const given = Array.isArray(answer) ? answer : [answer]
    if (
      values.length > 0 ? given.some((each) => values.includes(each as string)) : !isEmpty(answer)
    )
      concerned.add(firstId)
  }
  return concerned.size
}
