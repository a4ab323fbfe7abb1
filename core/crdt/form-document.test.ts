import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { FormEdit } from '../contract/forms.ts'
import { fieldOf, formOf, listOf } from '../domain/forms/sample-form.ts'
import { createForm, editForm, publishForm, renumberVersion, writeDraft } from './edit-form.ts'
import { readForm } from './read-form.ts'

const stamp = { at: 1000, userId: 'camille' }

/** A form of one section with three fields, on one device. */
function begun(): Y.Doc {
  const doc = new Y.Doc()
  createForm(doc, { fr: 'Visite' }, stamp)
  edit(
    doc,
    { kind: 'addSection', id: 's_1', after: null, title: null },
    ...['a', 'b', 'c'].map((id, index): FormEdit => {
      const after = index === 0 ? null : (['a', 'b'][index - 1] ?? null)
      return { kind: 'addField', field: fieldOf({ id, type: 'text' }), sectionId: 's_1', after }
    }),
  )
  return doc
}

function edit(doc: Y.Doc, ...edits: FormEdit[]): void {
  doc.transact(() => edits.forEach((each) => editForm(doc, each)))
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Both get what the other has. */
function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
}

const fieldsOf = (doc: Y.Doc) =>
  readForm(doc).draft.sections.map(({ id, fields }) => [id, fields.map((field) => field.id)])

test('FRM-01 fields stand in the order in which they were put', () => {
  const doc = begun()
  expect(fieldsOf(doc)).toEqual([['s_1', ['a', 'b', 'c']]])
  edit(doc, { kind: 'moveField', id: 'c', sectionId: 's_1', after: 'a' })
  expect(fieldsOf(doc)).toEqual([['s_1', ['a', 'c', 'b']]])
  edit(doc, { kind: 'moveField', id: 'b', sectionId: 's_1', after: null })
  expect(fieldsOf(doc)).toEqual([['s_1', ['b', 'a', 'c']]])
})

test('FRM-03 a setting is taken away, and the key stays when the label changes', () => {
  const doc = begun()
  edit(doc, { kind: 'field', id: 'a', patch: { required: true, maxLength: 20 } })
  edit(doc, {
    kind: 'field',
    id: 'a',
    patch: { label: { fr: 'Résultat' }, maxLength: null },
  })
  expect(readForm(doc).draft.sections[0]?.fields[0]).toEqual({
    ...{ id: 'a', key: 'a', type: 'text', label: { fr: 'Résultat' }, required: true },
  })
})

test('FRM-07 order and settings that two designers change offline merge', () => {
  const camille = begun()
  const paul = copyOf(camille)
  edit(camille, { kind: 'field', id: 'a', patch: { required: true } })
  edit(camille, { kind: 'moveField', id: 'c', sectionId: 's_1', after: null })
  edit(paul, { kind: 'field', id: 'a', patch: { label: { fr: 'Résultat' } } })
  edit(paul, {
    ...{ kind: 'addField', sectionId: 's_1', after: 'b' },
    field: fieldOf({ id: 'd', type: 'date' }),
  })
  meet(camille, paul)
  expect(fieldsOf(camille)).toEqual([['s_1', ['c', 'a', 'b', 'd']]])
  expect(fieldsOf(paul)).toEqual(fieldsOf(camille))
  expect(readForm(paul).draft.sections[0]?.fields[1]).toMatchObject({
    ...{ id: 'a', required: true, label: { fr: 'Résultat' } },
  })
})

test('FRM-07 a field that is put into a section while another removes it stays, with its section', () => {
  const camille = begun()
  const paul = copyOf(camille)
  edit(camille, { kind: 'setRemoved', part: 'section', id: 's_1', removed: true })
  edit(paul, {
    ...{ kind: 'addField', sectionId: 's_1', after: 'c' },
    field: fieldOf({ id: 'd', type: 'date' }),
  })
  meet(camille, paul)
  expect(fieldsOf(camille)).toEqual([['s_1', ['d']]])
})

test('FRM-05 what is removed from the table is brought back, and published versions keep it', () => {
  const doc = begun()
  publishForm(doc, 'v1', readForm(doc), 'visit', stamp)
  edit(doc, { kind: 'setRemoved', part: 'field', id: 'b', removed: true })
  expect(fieldsOf(doc)).toEqual([['s_1', ['a', 'c']]])
  expect(readForm(doc).versions[0]?.definition?.sections[0]?.fields).toHaveLength(3)
  edit(doc, { kind: 'setRemoved', part: 'field', id: 'b', removed: false })
  expect(fieldsOf(doc)).toEqual([['s_1', ['a', 'b', 'c']]])
})

test('FRM-07 two publications of one number become two, the same on both; the later is current', () => {
  const camille = begun()
  publishForm(camille, 'v1', readForm(camille), 'visit', stamp)
  const paul = copyOf(camille)
  publishForm(paul, 'pauls', readForm(paul), 'visit', { at: 3000, userId: 'paul' })
  publishForm(camille, 'camilles', readForm(camille), 'visit', { at: 2000, userId: 'camille' })
  meet(camille, paul)
  const numbers = (doc: Y.Doc) => readForm(doc).versions.map(({ id, number }) => [id, number])
  expect(numbers(camille)).toEqual([
    ['v1', 1],
    ['camilles', 2],
    ['pauls', 3],
  ])
  expect(numbers(paul)).toEqual(numbers(camille))
  // The server had Paul's first.
  renumberVersion(camille, 'camilles', 3)
  meet(camille, paul)
  expect(numbers(paul)).toEqual([
    ['v1', 1],
    ['pauls', 2],
    ['camilles', 3],
  ])
})

test('SYN-14 a version of a newer app is there, and not understood', () => {
  const doc = begun()
  publishForm(doc, 'v1', readForm(doc), 'visit', stamp)
  const version = doc.getMap('versions').get('v1') as Y.Map<unknown>
  version.set('definition', { format: 'report-form/2' })
  expect(readForm(doc).versions).toEqual([
    {
      id: 'v1',
      number: 1,
      publishedAt: 1000,
      publishedBy: 'camille',
      crossedWith: [],
      definition: null,
    },
  ])
})

test('FRM-09 a definition that is written down reads as it was', () => {
  const doc = begun()
  const definition = {
    ...formOf(
      [
        { id: 'c', type: 'choice', list: 'l', required: true, visibleIf: false },
        { id: 'n', type: 'integer', min: 1, max: 3, default: 2 },
      ],
      { l: [...listOf('x', 'y'), { value: 'z', label: { fr: 'z' }, archived: true }] },
    ),
    ...{ formId: '', version: 0 },
  }
  let ids = 0
  const newId = () => `o_${++ids}`
  doc.transact(() => writeDraft(doc, definition, newId))
  expect(readForm(doc).draft).toEqual(definition)
  const before = Y.encodeStateVector(doc)
  doc.transact(() => writeDraft(doc, definition, newId))
  expect(Y.encodeStateVector(doc)).toEqual(before)
})
