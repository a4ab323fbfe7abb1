import { describe, expect, test } from 'vitest'
import type { FormField } from '../../contract/form-definition.ts'
import { fieldTypes } from '../forms/field-types.ts'
import { fieldOf, formOf, listOf } from '../forms/sample-form.ts'
import { answerProblem } from '../forms/validate-answer.ts'
import type { SlotValue } from '../extraction/extracted.ts'
import { answerOfSlot, isSayable, slotField, slotFields } from './slot-fields.ts'

const people = {
  users: [{ id: 'u1', name: 'Paul Martin' }],
  contacts: [{ id: 'c1', name: 'Anne Le Goff' }],
}
const form = {
  lists: {
    l: [...listOf('order', 'quote'), { value: 'old', label: { fr: 'old' }, archived: true }],
  },
}
const slotOf = (field: Pick<FormField, 'type'> & Partial<FormField>) =>
  slotField(form, fieldOf({ id: 'q', ...field }), people)

test.each([
  ['text', 'shorttext'],
  ['longText', 'text'],
  ['richText', 'text'],
  ['choice', 'choice'],
  ['choices', 'multichoice'],
  ['boolean', 'boolean'],
  ['integer', 'integer'],
  ['decimal', 'number'],
  ['date', 'date'],
  ['time', 'time'],
  ['dateTime', 'datetime'],
  ['rating', 'rating'],
  ['user', 'choice'],
  ['contact', 'choice'],
  ['product', 'shorttext'],
  ['emailCopy', 'email'],
  ['file', undefined],
  ['signature', undefined],
  ['heading', undefined],
] as const)('AIR-06 a field %s is asked for as %s', (type, slot) => {
  expect(slotOf({ type, list: 'l' })?.type).toBe(slot)
  expect(isSayable(type)).toBe(slot !== undefined)
})

test('AIR-06 every type of field has its place', () => {
  const fields = fieldTypes.map((type) => ({ id: `q_${type}`, type }))
  expect(slotFields(formOf(fields), people)).toHaveLength(16)
})

test.each([
  [
    { type: 'decimal', unit: '€' },
    { type: 'money', currency: 'EUR' },
  ],
  [
    { type: 'integer', unit: 'CHF' },
    { type: 'money', currency: 'CHF' },
  ],
  [{ type: 'decimal', unit: '%' }, { type: 'percent' }],
  [{ type: 'integer', unit: 'min' }, { type: 'duration' }],
  [
    { type: 'integer', unit: 'jeux', min: 0, max: 40 },
    { type: 'integer', min: 0, max: 40 },
  ],
  [{ type: 'rating' }, { min: 1, max: 5 }],
  [{ type: 'user', multiple: true }, { type: 'multichoice' }],
] as const)('AIR-06 units, limits and several people: %j', (field, slot) => {
  expect(slotOf(field)).toMatchObject(slot)
})

test('AIR-06 options are those that are still offered', () => {
  expect(slotOf({ type: 'choice', list: 'l' })?.options?.map(({ value }) => value)).toEqual([
    ...['order', 'quote'],
  ])
})

test('AIR-06 people are found by their whole, first and last name', () => {
  expect(slotOf({ type: 'contact' })?.options).toEqual([
    {
      ...{ value: 'c1', label: { fr: 'Anne Le Goff', en: 'Anne Le Goff' } },
      synonyms: ['Anne', 'Le Goff'],
    },
  ])
})

describe('AIR-06 a value becomes an answer that the form takes', () => {
  test.each<[Partial<FormField> & Pick<FormField, 'type'>, SlotValue, unknown]>([
    [{ type: 'text' }, 'Paul', 'Paul'],
    [{ type: 'richText' }, 'Rayon vide', [{ insert: 'Rayon vide\n' }]],
    [{ type: 'choice', list: 'l' }, 'order', 'order'],
    [{ type: 'choices', list: 'l' }, ['order', 'quote'], ['order', 'quote']],
    [{ type: 'boolean' }, false, false],
    [{ type: 'decimal', unit: '€' }, { amount: 3400.5, currency: 'EUR' }, 3400.5],
    [{ type: 'integer' }, 12, 12],
    [{ type: 'date' }, '2026-10-22', '2026-10-22'],
    [{ type: 'time' }, '14:30', '14:30'],
    [{ type: 'dateTime' }, '2026-10-22T14:30', Date.UTC(2026, 9, 22, 12, 30)],
    [{ type: 'rating' }, 4, 4],
    [{ type: 'user' }, 'u1', ['u1']],
    [{ type: 'contact', multiple: true }, ['c1'], ['c1']],
    [
      { type: 'product', multiple: true },
      'GDB1330, OX 388D et WK 9016',
      ['GDB1330', 'OX 388D', 'WK 9016'],
    ],
    [{ type: 'emailCopy' }, 'anne@example.com', ['anne@example.com']],
  ])('%j: %j', (given, value, answer) => {
    const field = fieldOf({ id: 'q', ...given })
    expect(answerOfSlot(field, value, 'Europe/Paris')).toEqual(answer)
    expect(answerProblem(form, field, answer)).toBeUndefined()
  })
})

test.each<[Partial<FormField> & Pick<FormField, 'type'>, SlotValue]>([
  // Nothing is converted.
  [
    { type: 'decimal', unit: '€' },
    { amount: 10, currency: 'USD' },
  ],
  // The clocks skipped it.
  [{ type: 'dateTime' }, '2026-03-29T02:30'],
  [{ type: 'integer' }, '12'],
  [{ type: 'boolean' }, 'oui'],
  [{ type: 'file' }, 'photo'],
])('AIR-05 a value that does not fit is no answer: %j %j', (given, value) => {
  expect(answerOfSlot(fieldOf({ id: 'q', ...given }), value, 'Europe/Paris')).toBeUndefined()
})
