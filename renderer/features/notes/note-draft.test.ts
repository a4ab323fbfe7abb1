import { expect, test } from 'vitest'
import { emptyNote, isEmptyNote, readNoteDraft } from './note-draft.ts'

const file = { hash: 'a'.repeat(64), name: 'devis.pdf', mime: 'application/pdf', sizeBytes: 3 }

test('ACT-20 a kept note comes back with its text and files', () => {
  const draft = { body: [{ insert: 'Rappeler\n' }], files: [file] }
  expect(readNoteDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
})

test('ACT-20 a draft of another shape or with unsafe text does no harm', () => {
  expect(readNoteDraft(null)).toBeUndefined()
  expect(readNoteDraft('text')).toBeUndefined()
  expect(
    readNoteDraft({ body: [{ insert: { video: 'x' } }, { insert: 'a' }], files: [{ hash: 1 }] }),
  ).toEqual({ body: [{ insert: 'a' }], files: [] })
})

test('NOT-02 a note of white space without files is empty', () => {
  expect(isEmptyNote(emptyNote)).toBe(true)
  expect(isEmptyNote({ body: [{ insert: ' \n' }], files: [] })).toBe(true)
  expect(isEmptyNote({ body: [], files: [file] })).toBe(false)
})
