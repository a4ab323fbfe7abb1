import { expect, test } from 'vitest'
import { askedFields, defaultAnswers, shownParts, submittedAnswers } from './answers.ts'
import { fieldOf, formOf } from './sample-form.ts'

const chained = formOf([
  { id: 'ordered', type: 'boolean' },
  { id: 'amount', type: 'decimal', visibleIf: { var: 'ordered' } },
  { id: 'bonus', type: 'text', visibleIf: { '>': [{ var: 'amount' }, 100] } },
])

test('FRM-03 a hidden answer counts as not given for what follows', () => {
  const shown = (answers: Record<string, unknown>) => [...shownParts(chained, answers).fields]
  expect(shown({ ordered: true, amount: 200 })).toEqual(['ordered', 'amount', 'bonus'])
  expect(shown({ ordered: false, amount: 200 })).toEqual(['ordered'])
})

test('FRM-03 a hidden section hides its fields', () => {
  const form = {
    sections: [
      { id: 's_1', fields: [fieldOf({ id: 'a', type: 'boolean' })] },
      {
        id: 's_2',
        visibleIf: { var: 'a' },
        fields: [fieldOf({ id: 'b', type: 'text' })],
      },
    ],
  }
  expect(shownParts(form, { a: true })).toEqual({
    sections: new Set(['s_1', 's_2']),
    fields: new Set(['a', 'b']),
  })
  expect(shownParts(form, {})).toEqual({ sections: new Set(['s_1']), fields: new Set(['a']) })
})

test('FRM-03 what is shown depends on the fields that rules ask for', () => {
  expect(askedFields(chained)).toEqual(new Set(['ordered', 'amount']))
  const [section] = chained.sections
  const later = { id: 's_2', visibleIf: { '!': { var: 'bonus' } }, fields: [] }
  expect(askedFields({ sections: [section!, later] })).toEqual(
    new Set(['ordered', 'amount', 'bonus']),
  )
})

test('FRM-03 hidden and unknown answers are not submitted', () => {
  const answers = { ordered: false, amount: 200, bonus: 'oui', elsewhere: 1 }
  expect(submittedAnswers(chained, answers)).toEqual({ ordered: false })
})

test('FRM-03 a form begins with its defaults', () => {
  const form = formOf([
    { id: 'a', type: 'text', default: 'Rayon' },
    { id: 'b', type: 'boolean', default: false },
    { id: 'c', type: 'text' },
  ])
  expect(defaultAnswers(form)).toEqual({ a: 'Rayon', b: false })
})
