import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'

/** The updates that `edit` makes in a new document, one for each transaction. */
export function updatesOf(clientId: number, edit: (doc: Y.Doc) => void): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  edit(doc)
  return updates
}

/** Sets one key of the root map `customers` in each update. */
export function settingKeys(clientId: number, count: number, value = 'Norauto'): Uint8Array[] {
  return updatesOf(clientId, (doc) => {
    for (let key = 0; key < count; key++) doc.getMap('customers').set(String(key), value)
  })
}

/** A text of a record, typed, corrected and marked: what an editor sends. */
export function typing(clientId: number): Uint8Array[] {
  return updatesOf(clientId, (doc) => {
    const records = doc.getMap('activities')
    doc.transact(() => {
      const record = new Y.Map<unknown>([['title', 'Visite']])
      record.set('description', new Y.Text('Tour du stock'))
      records.set('one', record)
    })
    const text = (records.get('one') as Y.Map<unknown>).get('description') as Y.Text
    text.insert(4, ' rapide')
    text.delete(0, 2)
    text.format(3, 6, { bold: true })
    ;(records.get('one') as Y.Map<unknown>).set('title', 'Appel')
    text.insert(text.length, '\n12 plaquettes')
  })
}

/** The update decodes, but throws when it is applied: its item stands left of an item of its future. */
export const poison = new Uint8Array(Buffer.from('01010200440202015100', 'hex'))

/** An update without structs that deletes every other clock of a client. */
export function deletions(count: number): Uint8Array {
  const encoder = createEncoder()
  for (const value of [0, 1, 1, count]) writeVarUint(encoder, value)
  for (let range = 0; range < count; range++) {
    writeVarUint(encoder, 2 * range)
    writeVarUint(encoder, 1)
  }
  return toUint8Array(encoder)
}

/** Stands between the record of `typing(1)` and a letter of its text. */
export const torn = new Uint8Array(Buffer.from('01010128c401000107072072617069646500', 'hex'))
