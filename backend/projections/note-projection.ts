import type { DeltaOp } from '../../core/contract/scalars.ts'
import { findRecord, readRecord, textOf } from '../../core/crdt/record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { deltaToText, excerpt } from '../../core/richtext/delta-to-text.ts'
import { mentionedIn } from '../../core/richtext/mentions.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

const excerptLength = 160

/** Which notes an activity has, how each begins and whom it mentions. */
export function noteProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from note where id = ?')
  const removeMentions = writer.prepared('delete from note_mention where note_id = ?')
  const addMention = writer.prepared('insert into note_mention (note_id, user_id) values (?, ?)')
  const upsert = prepareUpsert(writer, 'note', 'id', [
    'id',
    'doc_id',
    'activity_id',
    'created_at',
    'created_by',
    'deleted_at',
    'pinned_at',
    'excerpt',
  ])
  return {
    root: noteRecord.root,
    tables: ['note', 'note_mention'],
    project({ documentId, doc, ids, changes }) {
      for (const id of ids) {
        changes.add('note', id)
        removeMentions.run(id)
        const map = findRecord(doc, noteRecord, id)
        if (!map) {
          remove.run(id)
          continue
        }
        const record = readRecord(noteRecord, map)
        const body = sanitiseDelta(textOf(map, 'body')?.toDelta() as DeltaOp[] | undefined)
        upsert({
          id,
          doc_id: documentId,
          activity_id: record.activityId,
          created_at: record.createdAt,
          created_by: record.createdBy,
          deleted_at: record.deletedAt,
          pinned_at: record.pinnedAt,
          excerpt: excerpt(deltaToText(body), excerptLength),
        })
        for (const userId of mentionedIn(body)) addMention.run(id, userId)
      }
    },
  }
}
