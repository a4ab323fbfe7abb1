import { expect, test } from 'vitest'
import { isCompatible, versionChanges } from './compare-versions.ts'
import { formOf, listOf } from './sample-form.ts'

const text = { id: 'a', type: 'text' } as const
const choice = { id: 'c', type: 'choice', list: 'l' } as const

test.each([
  ['nothing', formOf([text]), formOf([text]), []],
  ['another label', formOf([text]), formOf([{ ...text, label: { fr: 'Autre' } }]), ['words']],
  ['another title', formOf([text]), { ...formOf([text]), title: { fr: 'Autre' } }, ['words']],
  ['a new field', formOf([text]), formOf([text, { id: 'b', type: 'text' }]), ['fieldAdded']],
  [
    'a new field that is required',
    formOf([text]),
    formOf([text, { id: 'b', type: 'text', required: true }]),
    ['requiredFieldAdded'],
  ],
  ['a field less', formOf([text, { id: 'b', type: 'text' }]), formOf([text]), ['fieldRemoved']],
  [
    'another order',
    formOf([text, { id: 'b', type: 'text' }]),
    formOf([{ id: 'b', type: 'text' }, text]),
    ['order'],
  ],
  ['another type', formOf([text]), formOf([{ ...text, type: 'date' }]), ['typeChanged']],
  ['now required', formOf([text]), formOf([{ ...text, required: true }]), ['madeRequired']],
  ['no longer required', formOf([{ ...text, required: true }]), formOf([text]), ['loosened']],
  ['another rule', formOf([text]), formOf([{ ...text, visibleIf: false }]), ['rule']],
  ['a shorter text', formOf([text]), formOf([{ ...text, maxLength: 5 }]), ['narrowed']],
  ['a longer text', formOf([{ ...text, maxLength: 5 }]), formOf([text]), ['loosened']],
  [
    'a greater minimum',
    formOf([{ id: 'n', type: 'integer', min: 1 }]),
    formOf([{ id: 'n', type: 'integer', min: 2 }]),
    ['narrowed'],
  ],
  [
    'a greater maximum',
    formOf([{ id: 'n', type: 'integer', max: 1 }]),
    formOf([{ id: 'n', type: 'integer', max: 2 }]),
    ['loosened'],
  ],
  [
    'an option less',
    formOf([choice], { l: listOf('x', 'y') }),
    formOf([choice], { l: [...listOf('x'), { value: 'y', label: { fr: 'y' }, archived: true }] }),
    ['optionRemoved'],
  ],
  [
    'an option more',
    formOf([choice], { l: listOf('x') }),
    formOf([choice], { l: listOf('x', 'y') }),
    ['words', 'optionAdded'],
  ],
])('FRM-06 %s', (_, before, after, codes) => {
  expect(versionChanges(before, after).map(({ code }) => code)).toEqual(codes)
})

test('FRM-06 removed options are named', () => {
  const before = formOf([choice], { l: listOf('x', 'y', 'z') })
  const after = formOf([choice], { l: listOf('x') })
  expect(versionChanges(before, after)).toContainEqual({
    ...{ code: 'optionRemoved', fieldId: 'c', values: ['y', 'z'] },
  })
})

test.each([
  ['fieldAdded', true],
  ['words', true],
  ['fieldRemoved', false],
  ['typeChanged', false],
] as const)('FRM-06 %s is compatible: %s', (code, expected) => {
  expect(isCompatible({ code })).toBe(expected)
})
