import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { FormEdit } from '../../contract/forms.ts'
import { createForm, editForm } from '../../crdt/edit-form.ts'
import { readForm } from '../../crdt/read-form.ts'
import { inverseEdits } from './inverse-edits.ts'
import { fieldOf } from './sample-form.ts'

const noForm = {
  ...{ id: 'f', current: null, hasDraft: true, fields: 0, reports: 0, typeIds: [] },
}
const option = (id: string, after: string | null): FormEdit => ({
  ...{ kind: 'addOption', id, list: 'l', value: id, label: { fr: id }, after },
})
const question = (id: string, sectionId: string, after: string | null): FormEdit => ({
  ...{ kind: 'addField', field: fieldOf({ id, type: 'text' }), sectionId, after },
})
const section = (id: string, after: string | null): FormEdit => ({
  ...{ kind: 'addSection', id, after, title: null },
})
const removal = (part: 'section' | 'field' | 'option', id: string): FormEdit => ({
  ...{ kind: 'setRemoved', part, id, removed: true },
})

/** Two sections with a field removed before, and a list of three options. */
function table() {
  const doc = new Y.Doc()
  createForm(doc, { fr: 'Visite' }, { at: 0, userId: 'u' })
  const write = (edits: readonly FormEdit[]): void => {
    for (const edit of edits) editForm(doc, edit)
  }
  write([
    ...[section('s1', null), section('s2', 's1')],
    ...[question('a', 's1', null), question('b', 's1', 'a'), question('c', 's1', 'b')],
    ...[question('d', 's2', null), removal('field', 'b')],
    ...[option('o1', null), option('o2', 'o1'), option('o3', 'o2')],
  ])
  const read = () => {
    const stored = readForm(doc)
    const { title, description, oncePerActivity, archivedAt } = stored
    const optionIds = Object.fromEntries(
      Object.entries(stored.optionIds).map(([list, ids]) => [list, [...ids]]),
    )
    return {
      form: { ...noForm, title, description, oncePerActivity, archivedAt },
      ...{ draft: stored.draft, optionIds },
    }
  }
  return { read, write }
}

test.each<[string, FormEdit[]]>([
  ['the form', [{ kind: 'form', patch: { title: { en: 'Visit' }, oncePerActivity: true } }]],
  ['a new section', [section('s3', 's1')]],
  ['a section', [{ kind: 'section', id: 's1', patch: { title: { fr: 'Stock' } } }]],
  ['the place of a section', [{ kind: 'moveSection', id: 's2', after: null }]],
  ['a removed section with its fields', [removal('section', 's1')]],
  ['a new field with its options', [question('n', 's1', 'a'), option('o4', null)]],
  ['settings of a field', [{ kind: 'field', id: 'a', patch: { required: true, maxLength: 10 } }]],
  ['the section of a field', [{ kind: 'moveField', id: 'c', sectionId: 's2', after: 'd' }]],
  ['the place of a field', [{ kind: 'moveField', id: 'c', sectionId: 's1', after: null }]],
  ['a removed field', [removal('field', 'a')]],
  ['an option', [{ kind: 'option', id: 'o2', patch: { value: 'x', archived: true } }]],
  ['the place of an option', [{ kind: 'moveOption', id: 'o3', after: null }]],
  ['a removed option', [removal('option', 'o2')]],
  ['a type', [question('n', 's1', 'a'), removal('field', 'a')]],
])('FRM-01 what was changed of %s is taken back', (_, edits) => {
  const { read, write } = table()
  const before = read()
  write(edits)
  expect(read()).not.toEqual(before)
  write(inverseEdits(before, edits))
  expect(read()).toEqual(before)
})
