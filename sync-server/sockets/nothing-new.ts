import * as Y from 'yjs'

/**
 * Whether a document has everything of an update. A client's answer to sync step 1 names all that was
 * ever deleted, so one that has only read sends more than nothing.
 *
 * @throws for bytes that are no update
 */
export function isNothingNew(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  const known = structs.every(
    ({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client),
  )
  if (!known) return false
  if (ds.clients.size === 0) return true
  const deleted = Y.createDeleteSetFromStructStore(doc.store)
  return [...ds.clients].every(([client, ranges]) =>
    ranges.every(({ clock, len }) =>
      deleted.clients
        .get(client)
        ?.some((range) => range.clock <= clock && clock + len <= range.clock + range.len),
    ),
  )
}
