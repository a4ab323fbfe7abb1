import * as Y from 'yjs'
import { isLatestOfItsLine, type WriteId, writesOf } from './field-history.ts'
import { reviewedFieldsOf } from './records/reviewed-fields.ts'

export interface Write {
  readonly id: WriteId
  readonly value: unknown
}

/** Of two concurrent writes of one field, the one whose value Yjs did not keep. */
export interface LostWrite {
  readonly root: string
  readonly recordId: string
  readonly field: string
  readonly lost: Write
  readonly kept: Write
}

/**
 * Applies an update and answers with the values that this made lose against a concurrent one: those
 * of the document, and those of the update (SYN-03). Only what the update changes is looked at, and
 * before Yjs discards the content of what was overwritten.
 */
export function applyNotingLosses(doc: Y.Doc, update: Uint8Array): LostWrite[] {
  const losses: LostWrite[] = []
  const note = (transaction: Y.Transaction): void => {
    for (const [type, keys] of transaction.changed) {
      const map: unknown = type
      const place = map instanceof Y.Map ? placeOf(doc, map) : undefined
      if (!place) continue
      for (const field of reviewedFieldsOf.get(place.root) ?? [])
        if (keys.has(field))
          losses.push(...lossesOf(transaction, map as Y.Map<unknown>, { ...place, field }))
    }
  }
  doc.on('afterTransaction', note)
  try {
    Y.applyUpdate(doc, update)
  } finally {
    doc.off('afterTransaction', note)
  }
  return losses
}

/** Which record a map is; `undefined` for root maps and anything nested deeper. */
function placeOf(doc: Y.Doc, map: Y.Map<unknown>): { root: string; recordId: string } | undefined {
  const recordId = map._item?.parentSub
  if (!recordId) return undefined
  for (const root of reviewedFieldsOf.keys())
    if (map.parent !== null && map.parent === doc.share.get(root)) return { root, recordId }
  return undefined
}

function lossesOf(
  { beforeState }: Y.Transaction,
  map: Y.Map<unknown>,
  place: Pick<LostWrite, 'root' | 'recordId' | 'field'>,
): LostWrite[] {
  const [current, ...older] = writesOf(map, place.field)
  if (!current) return []
  const isNew = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0)
  const kept = writeOf(current) ?? { id: current.lastId, value: null }
  const losses: LostWrite[] = []
  let isFormerFound = !isNew(current)
  for (const item of older) {
    // What came with the update, and what was current before it; the rest had lost already.
    if (!isNew(item)) {
      if (isFormerFound) continue
      isFormerFound = true
    }
    const lost = writeOf(item)
    if (!lost || sameValue(lost.value, kept.value)) continue
    if (isLatestOfItsLine(map, place.field, lost.id)) losses.push({ ...place, lost, kept })
  }
  return losses
}

/** `undefined` once Yjs has discarded the content. */
function writeOf(item: Y.Item): Write | undefined {
  const content: unknown[] = item.content.getContent()
  return content.length === 0 ? undefined : { id: item.lastId, value: content.at(-1) ?? null }
}

export function sameValue(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}
