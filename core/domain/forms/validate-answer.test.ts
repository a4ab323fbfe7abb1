import { expect, test } from 'vitest'
import type { FormField } from '../../contract/form-definition.ts'
import { formLimits } from './form-limits.ts'
import { fieldOf, formOf, listOf } from './sample-form.ts'
import { answerProblem, answerProblems } from './validate-answer.ts'

const file = { hash: 'a'.repeat(64), name: 'vitrine.png', mime: 'image/png', sizeBytes: 10 }
const lists = {
  outcomes: [...listOf('order', 'quote'), { value: 'old', label: { fr: 'x' }, archived: true }],
}

function problem(type: FormField['type'], answer: unknown, other: Partial<FormField> = {}) {
  return answerProblem({ lists }, fieldOf({ id: 'q', type, ...other }), answer)
}

test.each([
  ['text', 'Rayon'],
  ['longText', 'Deux\nlignes'],
  ['richText', [{ insert: 'Rayon\n' }]],
  ['boolean', false],
  ['integer', 0],
  ['decimal', 12.5],
  ['rating', 5],
  ['date', '2028-02-29'],
  ['time', '23:59'],
  ['dateTime', Date.UTC(2026, 10, 24)],
  ['user', ['paul']],
  ['contact', ['camille']],
  ['product', ['BP-1042']],
  ['emailCopy', ['camille@exemple.fr', 'paul@exemple.fr']],
  ['file', [file]],
  ['signature', [file]],
] as const)('FRM-02 a valid answer to a field of type %s: %j', (type, answer) => {
  expect(problem(type, answer)).toBeUndefined()
})

test.each([
  ['text', 3],
  ['longText', ['a']],
  ['richText', 'plain'],
  ['choice', ['order']],
  ['choices', 'order'],
  ['boolean', 'true'],
  ['integer', '3'],
  ['decimal', Number.NaN],
  ['decimal', Number.POSITIVE_INFINITY],
  ['rating', 6],
  ['rating', 0],
  ['rating', 2.5],
  ['date', '2026-02-29'],
  ['date', 20_260_229],
  ['time', '24:00'],
  ['dateTime', '2026-11-24'],
  ['dateTime', -1],
  ['user', 'paul'],
  ['user', ['x'.repeat(65)]],
  ['contact', [1]],
  ['product', [{ reference: 'BP' }]],
  ['emailCopy', 'camille@exemple.fr'],
  ['file', [{ name: 'sans contenu' }]],
  ['signature', [file, file]],
] as const)('FRM-04 a field of type %s is not answered with %j', (type, answer) => {
  expect(problem(type, answer)).toBe('type')
})

test.each([
  ['integer', 1.5, {}, 'notWhole'],
  ['integer', 0, { min: 1 }, 'numberRange'],
  ['integer', 1, { min: 1, max: 3 }, undefined],
  ['integer', 3, { min: 1, max: 3 }, undefined],
  ['integer', 4, { min: 1, max: 3 }, 'numberRange'],
  ['decimal', 0.3, { step: 0.1 }, undefined],
  ['decimal', 0.35, { step: 0.1 }, 'step'],
  ['decimal', 1.25, { min: 0.25, step: 0.5 }, undefined],
  ['decimal', 1, { min: 0.25, step: 0.5 }, 'step'],
  ['date', '2026-11-23', { min: '2026-11-24' }, 'dateRange'],
  ['date', '2026-11-24', { min: '2026-11-24', max: '2026-11-24' }, undefined],
  ['date', '2026-11-25', { max: '2026-11-24' }, 'dateRange'],
  ['text', 'abcd', { maxLength: 3 }, 'tooLong'],
  ['text', 'abc', { maxLength: 3 }, undefined],
  ['text', 'BP-1042', { pattern: '[A-Z]{2}-\\d+' }, undefined],
  ['text', 'réf BP-1042', { pattern: '[A-Z]{2}-\\d+' }, 'pattern'],
  ['text', 'x', { pattern: '(' }, undefined],
  ['longText', 'x'.repeat(formLimits.textLength + 1), {}, 'tooLong'],
  ['choice', 'order', { list: 'outcomes' }, undefined],
  ['choice', 'none', { list: 'outcomes' }, 'option'],
  ['choice', 'old', { list: 'outcomes' }, 'option'],
  ['choice', 'order', { list: 'toString' }, 'option'],
  ['choices', ['order', 'quote'], { list: 'outcomes' }, undefined],
  ['choices', ['order', 'none'], { list: 'outcomes' }, 'option'],
  ['user', ['paul', 'camille'], {}, 'tooMany'],
  ['user', ['paul', 'camille'], { multiple: true }, undefined],
  ['file', [file, file], {}, 'tooMany'],
  ['emailCopy', ['camille@exemple', 'x'], {}, 'email'],
] as const)('FRM-04 %s %j with %j: %s', (type, answer, settings, expected) => {
  expect(problem(type, answer, settings)).toBe(expected)
})

test.each([undefined, null, '', '  \n', [], [''], [{ insert: '\n' }]])(
  'FRM-04 nothing is answered with %j',
  (answer) => {
    expect(problem('text', answer)).toBeUndefined()
    expect(problem('text', answer, { required: true })).toBe('required')
  },
)

test('FRM-04 no and nought are answers', () => {
  expect(problem('boolean', false, { required: true })).toBeUndefined()
  expect(problem('integer', 0, { required: true })).toBeUndefined()
})

test('FRM-04 an expression that makes others hang is matched in time', () => {
  const text = `${'a'.repeat(5000)}!`
  expect(problem('text', text, { pattern: '(a+)+$' })).toBe('pattern')
})

test('FRM-04 problems come in the order of the form, those of hidden fields not at all', () => {
  const form = formOf([
    { id: 'kind', type: 'text', required: true },
    { id: 'amount', type: 'decimal', required: true, visibleIf: { '==': [{ var: 'kind' }, 'a'] } },
    { id: 'day', type: 'date' },
  ])
  expect(answerProblems(form, { day: 'demain' })).toEqual([
    { fieldId: 'kind', code: 'required' },
    { fieldId: 'day', code: 'type' },
  ])
  expect(answerProblems(form, { kind: 'a' })).toEqual([{ fieldId: 'amount', code: 'required' }])
})
