import * as Y from 'yjs'

/** What a transaction changed of one record. */
export interface TouchedRecord {
  readonly keys: ReadonlySet<string>
  /** Names of texts in which something changed. */
  readonly texts: ReadonlySet<string>
  /** The record itself was put there. */
  readonly isNew: boolean
}

/** What a transaction changed of the records in a root map, also where another write won at once. */
export function touchedRecords(
  { changed }: Y.Transaction,
  root: Y.Map<unknown>,
): Map<string, TouchedRecord> {
  const found = new Map<string, { keys: Set<string>; texts: Set<string>; isNew: boolean }>()
  const of = (recordId: string) => {
    const touched = found.get(recordId) ?? { keys: new Set(), texts: new Set(), isNew: false }
    found.set(recordId, touched)
    return touched
  }
  for (const [type, keys] of changed) {
    const parent: unknown = type.parent
    const name = type._item?.parentSub
    if ((type as unknown) === root) {
      for (const id of keys) if (id !== null) of(id).isNew = true
    } else if (parent === root && typeof name === 'string') {
      for (const key of keys) if (key !== null) of(name).keys.add(key)
    } else if (parent instanceof Y.Map && parent.parent === root && name)
      of(parent._item!.parentSub!).texts.add(name)
  }
  return found
}

/** A device writes its own changes only: an update with others' in it is a state that was handed on. */
export function hasSeveralAuthors({ beforeState, afterState }: Y.Transaction): boolean {
  const authors = [...afterState].filter(([id, clock]) => clock > (beforeState.get(id) ?? 0))
  return authors.length > 1
}

/** A write of a text that came with the transaction; `undefined` where it only deletes. */
export function newWriteIn(
  text: Y.Text | undefined,
  { beforeState }: Y.Transaction,
): Y.Item | undefined {
  for (let item = text?._start; item; item = item.right ?? undefined)
    if (item.id.clock >= (beforeState.get(item.id.client) ?? 0) && !item.deleted) return item
  return undefined
}
