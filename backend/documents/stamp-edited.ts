import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { addNoteEditor, noteRecord } from '../../core/crdt/records/note-record.ts'
import type { Author } from './document-store.ts'
import type { Touched } from './loaded-document.ts'

const maxTextLength = 100_000
const stampEveryMs = 60_000

/**
 * Notes in the records that an editor's replica has changed who did so, and when.
 *
 * @throws AppError `E-DOC-TOO-LARGE` for a text of more than 100,000 characters
 */
export function stampEdited(doc: Y.Doc, touched: Touched, author: Author): void {
  for (const [root, record] of recordsOf(doc, touched)) {
    refuseLongTexts(record)
    stampUpdate(record, author)
    if (root === noteRecord.root) addNoteEditor(record, author.userId)
  }
}

function recordsOf(doc: Y.Doc, touched: Touched): [root: string, record: Y.Map<unknown>][] {
  return [...touched].flatMap(([root, ids]) =>
    [...ids]
      .map((id) => doc.getMap(root).get(id))
      .filter((record): record is Y.Map<unknown> => record instanceof Y.Map)
      .map((record) => [root, record] as [string, Y.Map<unknown>]),
  )
}

function refuseLongTexts(record: Y.Map<unknown>): void {
  for (const value of record.values())
    if (value instanceof Y.Text && value.length > maxTextLength)
      throw new AppError('E-DOC-TOO-LARGE', 'a text is too long', { max: maxTextLength })
}

/** Typing sends several updates a second; one stamp a minute tells who and when well enough. */
function stampUpdate(record: Y.Map<unknown>, { userId, at }: Author): void {
  const last = record.get('updatedAt')
  const recent = typeof last === 'number' && at - last < stampEveryMs
  if (recent && record.get('updatedBy') === userId && last !== record.get('createdAt')) return
  record.set('updatedAt', at)
  record.set('updatedBy', userId)
}
