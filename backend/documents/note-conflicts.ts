import * as Y from 'yjs'
import { isLatestOfItsLine, type WriteId } from '../../core/crdt/field-history.ts'
import { type LostWrite, sameValue } from '../../core/crdt/lost-writes.ts'
import { conflictId, hasConflict, writeConflict } from '../../core/crdt/records/conflict-record.ts'
import { entryOfWrite } from './entry-of-write.ts'
import type { LogEntry } from './update-log.ts'

type Signed = Pick<LogEntry, 'update' | 'origin' | 'userId' | 'at'>

/**
 * Writes the conflicts of what was lost while receiving into the document, inside a transaction of
 * it. One of the two values has to be of this device: its authors' devices write a conflict, the
 * latest when they next receive, and not everybody who sees it.
 *
 * @param log every update of the document: who wrote what, and when, is told by the update that
 *   brought it, so that all devices tell the same
 */
export function noteConflicts(
  documentId: string,
  doc: Y.Doc,
  losses: readonly LostWrite[],
  log: readonly Signed[],
): void {
  for (const { root, recordId, field, lost, kept } of losses) {
    const map = doc.getMap(root).get(recordId)
    if (!(map instanceof Y.Map)) continue
    const place = {
      root,
      recordId,
      field,
      write: [lost.id.client, lost.id.clock] as [number, number],
    }
    const id = conflictId(documentId, place)
    if (hasConflict(doc, id) || sameValue(map.get(field), lost.value)) continue
    if (!isLatestOfItsLine(map as Y.Map<unknown>, field, lost.id)) continue
    const lostIn = entryOfWrite(log, lost.id)
    const keptIn = entryOfWrite(log, kept.id)
    if (!lostIn || !keptIn || (lostIn.origin !== 'local' && keptIn.origin !== 'local')) continue
    const [by, against] = [stampIn(lostIn, doc, map, lost.id), stampIn(keptIn, doc, map, kept.id)]
    writeConflict(doc, id, {
      ...place,
      lost: lost.value,
      lostBy: by.userId,
      lostAt: by.at,
      kept: kept.value,
      keptBy: against.userId,
      keptAt: against.at,
    })
  }
}

/** Who and when, as the author's device stamped the record; else as the log has it. */
function stampIn(
  { update, userId, at }: Signed,
  doc: Y.Doc,
  map: unknown,
  { client }: WriteId,
): { userId: string; at: number } {
  const stamp = { userId, at }
  for (const struct of Y.decodeUpdate(update).structs) {
    if (!(struct instanceof Y.Item) || struct.id.client !== client) continue
    const stored = Y.getItem(doc.store, struct.id) as Y.Item | Y.GC
    if (!(stored instanceof Y.Item) || stored.parent !== map) continue
    const value: unknown = struct.content.getContent()[0]
    if (stored.parentSub === 'updatedAt' && typeof value === 'number') stamp.at = value
    if (stored.parentSub === 'updatedBy' && typeof value === 'string') stamp.userId = value
  }
  return stamp
}
