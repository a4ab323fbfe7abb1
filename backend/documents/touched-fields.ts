import * as Y from 'yjs'
import { documentKind } from '../../core/crdt/document-id.ts'
import { rootsOf } from './loaded-document.ts'

/** A field of a record that a change reaches. */
export interface TouchedField {
  readonly root: string
  readonly id: string
  /** `undefined` where the whole record was put in or taken out. */
  readonly field: string | undefined
  /** The change is inside the field's value, such as in a text, which stays the one it was. */
  readonly isInside: boolean
}

/**
 * Tells which fields the transaction that is under way touches, once, at its end; also by writes
 * that others won against. Call inside a transaction of the document.
 */
export function watchFields(
  documentId: string,
  doc: Y.Doc,
  found: (fields: TouchedField[]) => void,
): void {
  const kind = documentKind(documentId)
  const fields: TouchedField[] = []
  const stops = (kind ? rootsOf[kind] : []).map((root) => {
    const look = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const event of events) fields.push(...fieldsOf(root, event))
    }
    const map = doc.getMap(root)
    map.observeDeep(look)
    return () => map.unobserveDeep(look)
  })
  doc.once('afterTransaction', () => {
    for (const stop of stops) stop()
    found(fields)
  })
}

function fieldsOf(root: string, event: Y.YEvent<Y.AbstractType<unknown>>): TouchedField[] {
  const [id, field] = event.path.map(String)
  if (id !== undefined && field !== undefined) return [{ root, id, field, isInside: true }]
  if (!(event instanceof Y.YMapEvent)) return []
  const keys = event.keysChanged as ReadonlySet<string>
  return [...keys].map((key) =>
    id === undefined
      ? { root, id: key, field: undefined, isInside: false }
      : { root, id, field: key, isInside: false },
  )
}
