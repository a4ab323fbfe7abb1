import { describe, expect, test } from 'vitest'
import { moveAnswers } from './move-answers.ts'
import { formOf, listOf } from './sample-form.ts'

describe('FRM-05 a draft moves to another version of its form', () => {
  const before = formOf(
    [
      { id: 'name', type: 'text' },
      { id: 'stock', type: 'integer' },
      { id: 'outcome', type: 'choice', list: 'l' },
      { id: 'ranges', type: 'choices', list: 'l' },
      { id: 'note', type: 'longText' },
    ],
    { l: listOf('a', 'b', 'c') },
  )
  const after = formOf(
    [
      { id: 'name', type: 'text', required: true },
      { id: 'stock', type: 'text' },
      { id: 'outcome', type: 'choice', list: 'l' },
      { id: 'ranges', type: 'choices', list: 'l' },
    ],
    { l: listOf('a', 'c', 'd') },
  )

  test('what was removed, or asks for something else, is lost and told in the order of the form', () => {
    const answers = { note: 'n', name: 'Paul', stock: 3, outcome: 'b', ranges: ['a', 'b'] }
    expect(moveAnswers(before, after, answers)).toEqual({
      answers: { name: 'Paul', ranges: ['a'] },
      lost: ['stock', 'outcome', 'ranges', 'note'],
    })
  })

  test('what was not answered, or is still offered, loses nothing', () => {
    const answers = { name: 'Paul', outcome: 'c', ranges: ['a', 'c'], note: ' ' }
    expect(moveAnswers(before, after, answers)).toEqual({ answers, lost: [] })
  })
})
