import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type DatedUpdate, fold } from './folding.ts'
import { maxUpdateBytes } from './limits.ts'

/** Updates of one document, one a millisecond from 0 on. */
function updatesOf(edits: readonly ((doc: Y.Doc) => void)[]): DatedUpdate[] {
  const doc = new Y.Doc()
  doc.clientID = 1
  const made: DatedUpdate[] = []
  doc.on('update', (update: Uint8Array) => made.push({ at: made.length, update }))
  for (const edit of edits) doc.transact(() => edit(doc))
  return made
}

const typed = (letters: number): DatedUpdate[] =>
  updatesOf(
    Array.from({ length: letters }, (_, at) => (doc: Y.Doc) => doc.getText('t').insert(at, 'x')),
  )

const loaded = (updates: readonly Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

describe('SYN-16 folding', () => {
  test('makes one update of many old ones, with the same document', () => {
    const entries = typed(500)
    const folding = fold(entries, 400)!
    expect(folding.last).toBe(entries[399])
    expect(folding.state.length).toBeLessThan(450)
    const rest = entries.slice(400).map(({ update }) => update)
    expect(
      loaded([folding.state, ...rest])
        .getText('t')
        .toJSON(),
    ).toBe('x'.repeat(500))
  })

  test('leaves everything where an entry before is too new', () => {
    const [first, ...others] = typed(500)
    expect(fold([{ ...first!, at: 1000 }, ...others], 400)).toBeUndefined()
  })

  test('is not worth it for 200 short updates, and is for 201', () => {
    expect(fold(typed(300), 200)).toBeUndefined()
    expect(fold(typed(300), 201)).toBeDefined()
  })

  test('is worth it for two updates above 64 KB where the text was replaced', () => {
    const put = (text: string) => (doc: Y.Doc) => void doc.getMap('m').set('k', text)
    const long = 'x'.repeat(40 * 1024)
    expect(fold(updatesOf([put(long)]), 9)).toBeUndefined()
    expect(fold(updatesOf([put(long), put('short')]), 9)).toBeUndefined()
    expect(fold(updatesOf([put(long), put(long)]), 9)!.state.length).toBeLessThan(41 * 1024)
  })

  test('waits where something of the updates is missing', () => {
    const [, ...others] = typed(500)
    expect(fold(others, 1000)).toBeUndefined()
  })

  test('leaves a document that would be too long as one update', () => {
    const put = (at: number) => (doc: Y.Doc) =>
      void doc.getMap('m').set(String(at), 'x'.repeat(maxUpdateBytes / 4))
    expect(fold(updatesOf([1, 2, 3].map(put)), 9)).toBeDefined()
    expect(fold(updatesOf([1, 2, 3, 4].map(put)), 9)).toBeUndefined()
  })

  test('leaves bytes alone that Yjs cannot read', () => {
    const poison = { at: 0, update: new Uint8Array([1, 255, 255]) }
    expect(fold([...typed(300), poison], 1000)).toBeUndefined()
  })
})
