import { expect, test } from 'vitest'
import { definitionProblems } from './check-definition.ts'
import { fieldOf, formOf, listOf } from './sample-form.ts'

const codes = (form: ReturnType<typeof formOf>) =>
  definitionProblems(form).map(({ code, partId }) => [code, partId])

test('FRM-05 a sound form has no problems', () => {
  const form = formOf(
    [
      { id: 'outcome', type: 'choice', list: 'outcomes', default: 'order' },
      { id: 'amount', type: 'decimal', min: 0, visibleIf: { '==': [{ var: 'outcome' }, 'order'] } },
      { id: 'code', type: 'text', pattern: '[A-Z]+' },
      { id: 'day', type: 'date', min: '2026-01-01', max: '2026-12-31' },
    ],
    { outcomes: listOf('order', 'quote') },
  )
  expect(codes(form)).toEqual([])
})

test.each([
  [formOf([]), [['empty', null]]],
  [
    formOf([
      { id: 'a', type: 'text' },
      { id: 'a', key: 'b', type: 'text' },
    ]),
    [['duplicateId', 'a']],
  ],
  [
    formOf([
      { id: 'a', key: 'amount', type: 'text' },
      { id: 'b', key: 'amount', type: 'text' },
    ]),
    [
      ['duplicateKey', 'a'],
      ['duplicateKey', 'b'],
    ],
  ],
  [formOf([{ id: 'a', type: 'text', visibleIf: { run: 1 } }]), [['rule', 'a']]],
  [formOf([{ id: 'a', type: 'text', visibleIf: { var: 'b' } }]), [['ruleUnknownField', 'a']]],
  [formOf([{ id: 'a', type: 'text', visibleIf: { var: 'a' } }]), [['ruleUnknownField', 'a']]],
  [
    formOf([
      { id: 'a', type: 'boolean', visibleIf: { var: 'b' } },
      { id: 'b', type: 'boolean', visibleIf: { var: 'a' } },
    ]),
    [['ruleLaterField', 'a']],
  ],
  [formOf([{ id: 'a', type: 'text', pattern: '(?=x)' }]), [['pattern', 'a']]],
  [formOf([{ id: 'a', type: 'integer', min: 3, max: 1 }]), [['range', 'a']]],
  [formOf([{ id: 'a', type: 'date', min: 3 }]), [['range', 'a']]],
  [formOf([{ id: 'a', type: 'choice' }]), [['noOptions', 'a']]],
  [
    formOf([{ id: 'a', type: 'choice', list: 'l' }], {
      l: [{ value: 'x', label: { fr: 'x' }, archived: true }],
    }),
    [['noOptions', 'a']],
  ],
  [
    formOf([{ id: 'a', type: 'choice', list: 'l' }], { l: listOf('x', 'x') }),
    [['duplicateOption', 'l']],
  ],
  [formOf([{ id: 'a', type: 'integer', default: 'trois' }]), [['default', 'a']]],
])('FRM-05 a form that cannot be published (%#)', (form, problems) => {
  expect(codes(form)).toEqual(problems)
})

test('FRM-05 a form of 5,000 fields is refused without looking at each', () => {
  const fields = Array.from({ length: 5000 }, (_, index) =>
    fieldOf({ id: `q_${index}`, type: 'text', visibleIf: { run: 1 } }),
  )
  expect(codes(formOf(fields))).toEqual([['tooManyFields', null]])
})

test('FRM-05 a setting that another type left behind is no problem', () => {
  expect(codes(formOf([{ id: 'a', type: 'text', min: 3, max: 1, list: 'gone' }]))).toEqual([])
})
