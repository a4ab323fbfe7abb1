import type * as Y from 'yjs'

/** What one update changed of a record. */
export interface ChangedRecord {
  readonly root: string
  readonly id: string
  /** It was not there before. */
  readonly isNew: boolean
  /** Fields, members of sets and texts by their keys; of a new record none. */
  readonly keys: ReadonlySet<string>
}

type AnyType = Y.AbstractType<unknown>

/**
 * Runs `apply`, which applies an update to the document, and answers with the records of `roots` that
 * this changed.
 */
export function changedRecords(
  doc: Y.Doc,
  roots: readonly string[],
  apply: () => void,
): ChangedRecord[] {
  const records = new Map<string, { root: string; id: string; isNew: boolean; keys: Set<string> }>()
  const maps = new Map(roots.map((root) => [doc.getMap(root) as unknown as AnyType, root]))
  const recordOf = (root: string, id: string) => {
    const key = `${root}/${id}`
    const record = records.get(key) ?? { root, id, isNew: false, keys: new Set() }
    records.set(key, record)
    return record
  }
  const note = ({ changed, beforeState }: Y.Transaction): void => {
    for (const [type, keys] of changed) {
      const root = maps.get(type as unknown as AnyType)
      if (root === undefined) {
        const place = placeOf(type as unknown as AnyType, maps)
        if (!place) continue
        const record = recordOf(place.root, place.id)
        for (const key of place.key === undefined ? keys : [place.key])
          if (key !== null) record.keys.add(key)
        continue
      }
      for (const id of keys) {
        const item = id === null ? undefined : type._map.get(id)
        if (!item || item.deleted) continue
        const record = recordOf(root, id!)
        record.isNew ||=
          item.left === null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)
      }
    }
  }
  doc.on('afterTransaction', note)
  try {
    apply()
  } finally {
    doc.off('afterTransaction', note)
  }
  return [...records.values()]
}

/** In which record a type lies, and below which of its keys; `undefined` for other places. */
function placeOf(
  type: AnyType,
  maps: ReadonlyMap<AnyType, string>,
): { root: string; id: string; key: string | undefined } | undefined {
  let key: string | undefined
  for (let at = type; at._item; at = at._item.parent as AnyType) {
    const root = maps.get(at._item.parent as AnyType)
    const name = at._item.parentSub
    if (root !== undefined) return name === null ? undefined : { root, id: name, key }
    key = name ?? key
  }
  return undefined
}
