import { expect, test } from 'vitest'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import { fieldOf, listOf } from '../../../core/domain/forms/sample-form.ts'
import {
  addFieldEdits,
  changeTypeEdits,
  duplicateFieldEdits,
  duplicateSectionEdits,
  moveFieldEdit,
  moveOptionEdit,
  moveSectionEdit,
  placeForNew,
} from './design-edits.ts'

const draft: FormDefinition = {
  ...{ format: 'report-form/1', formId: 'f', version: 0, title: { fr: 'Visite' } },
  sections: [
    {
      id: 's1',
      fields: [
        fieldOf({ id: 'a', type: 'choice', list: 'l1' }),
        fieldOf({ id: 'b', type: 'text', visibleIf: { '==': [{ var: 'a' }, 'x'] } }),
      ],
    },
    {
      id: 's2',
      fields: [fieldOf({ id: 'c', type: 'text', required: true, help: { fr: 'Aide' } })],
    },
    { id: 's3', fields: [] },
  ],
  lists: { l1: [...listOf('x', 'y'), { value: 'old', label: { fr: 'old' }, archived: true }] },
}
const ids = () => {
  let last = 0
  return (kind: string) => `${kind}${(last += 1)}_new`
}

test('FRM-01 a new field comes behind what is selected', () => {
  expect(placeForNew(draft, { kind: 'field', id: 'a' })).toEqual({ sectionId: 's1', after: 'a' })
  expect(placeForNew(draft, { kind: 'section', id: 's1' })).toEqual({ sectionId: 's1', after: 'b' })
  expect(placeForNew(draft, { kind: 'form' })).toEqual({ sectionId: 's3', after: null })
  expect(placeForNew({ ...draft, sections: [] }, { kind: 'form' })).toBeUndefined()
})

test('FRM-01 a field for a form without a section brings one', () => {
  const words = { fr: 'Texte', en: 'Text' }
  const request = { type: 'text', place: undefined, words, options: [] } as const
  expect(addFieldEdits({ ...draft, sections: [] }, request, ids())).toEqual({
    fieldId: 'q2_new',
    edits: [
      { kind: 'addSection', id: 's1_new', after: null, title: null },
      {
        ...{ kind: 'addField', sectionId: 's1_new', after: null },
        field: { id: 'q2_new', type: 'text', key: 'texte', label: words },
      },
    ],
  })
})

test('FRM-02 a choice begins with a list of its own', () => {
  const request = {
    type: 'choice',
    ...{ place: { sectionId: 's2', after: 'c' }, words: { fr: 'A' } },
    options: listOf('o_1', 'o_2'),
  } as const
  expect(addFieldEdits(draft, request, ids()).edits).toEqual([
    {
      ...{ kind: 'addField', sectionId: 's2', after: 'c' },
      field: { id: 'q1_new', type: 'choice', key: 'a_2', label: { fr: 'A' }, list: 'l2_new' },
    },
    {
      ...{ kind: 'addOption', id: 'o3_new', list: 'l2_new', value: 'o_1', label: { fr: 'o_1' } },
      after: null,
    },
    {
      ...{ kind: 'addOption', id: 'o4_new', list: 'l2_new', value: 'o_2', label: { fr: 'o_2' } },
      after: 'o3_new',
    },
  ])
})

test('FRM-01 a copy of a field has a key and offered options of its own', () => {
  const copy = duplicateFieldEdits(draft, 'a', ids())
  expect(copy?.ids).toEqual(['q1_new'])
  expect(copy?.edits[0]).toMatchObject({
    ...{ kind: 'addField', sectionId: 's1', after: 'a' },
    field: { id: 'q1_new', key: 'a_2', list: 'l2_new' },
  })
  expect(copy?.edits.slice(1).map((edit) => edit.kind === 'addOption' && edit.value)).toEqual([
    ...['x', 'y'],
  ])
})

test('FRM-01 rules within a copied section ask for the copies', () => {
  const copy = duplicateSectionEdits(draft, 's1', ids())
  expect(copy?.id).toBe('s1_new')
  const fields = copy?.edits.flatMap((edit) => (edit.kind === 'addField' ? [edit] : []))
  expect(fields).toMatchObject([
    { sectionId: 's1_new', after: null, field: { id: 'q2_new' } },
    {
      ...{ sectionId: 's1_new', after: 'q2_new' },
      field: { id: 'q3_new', visibleIf: { '==': [{ var: 'q2_new' }, 'x'] } },
    },
  ])
})

test('FRM-06 another type is another field with another key, in the place of the former', () => {
  expect(changeTypeEdits(draft, 'c', 'integer', [], ids())).toEqual({
    fieldId: 'q1_new',
    edits: [
      {
        ...{ kind: 'addField', sectionId: 's2', after: 'c' },
        field: {
          ...{ id: 'q1_new', type: 'integer', key: 'c_2', label: { fr: 'c' } },
          ...{ help: { fr: 'Aide' }, required: true },
        },
      },
      { kind: 'setRemoved', part: 'field', id: 'c', removed: true },
    ],
  })
})

test('FRM-06 one choice that becomes several keeps its options', () => {
  const change = changeTypeEdits(draft, 'a', 'choices', listOf('z'), ids())
  expect(change?.edits).toMatchObject([
    { kind: 'addField', field: { type: 'choices', list: 'l1' } },
    { kind: 'setRemoved', id: 'a' },
  ])
})

test('FRM-01 a field is moved by steps, across sections, and not beyond the form', () => {
  const step = (id: string, direction: 'up' | 'down') => moveFieldEdit(draft, id, direction)
  expect(step('b', 'up')).toMatchObject({ sectionId: 's1', after: null })
  expect(step('a', 'down')).toMatchObject({ sectionId: 's1', after: 'b' })
  expect(step('b', 'down')).toMatchObject({ sectionId: 's2', after: null })
  expect(step('c', 'up')).toMatchObject({ sectionId: 's1', after: 'b' })
  expect(step('c', 'down')).toMatchObject({ sectionId: 's3', after: null })
  expect(step('a', 'up')).toBeUndefined()
})

test('FRM-01 sections and options are moved by steps', () => {
  expect(moveSectionEdit(draft, 's3', 'up')).toEqual({ kind: 'moveSection', id: 's3', after: 's1' })
  expect(moveSectionEdit(draft, 's1', 'down')).toMatchObject({ after: 's2' })
  expect(moveSectionEdit(draft, 's1', 'up')).toBeUndefined()
  expect(moveOptionEdit(['o1', 'o2'], 'o2', 'up')).toMatchObject({ after: null })
  expect(moveOptionEdit(['o1', 'o2'], 'o2', 'down')).toBeUndefined()
})
