import { expect, test } from 'vitest'
import { fieldsOfRule, holds, ruleProblem } from './rule.ts'

const answers = {
  outcome: 'order',
  amount: 120,
  none: null,
  no: false,
  topics: ['stock', 'price'],
  day: '2026-03-29',
}

test.each([
  [{ '==': [{ var: 'outcome' }, 'order'] }, true],
  [{ '==': [{ var: 'amount' }, '120'] }, false],
  [{ '==': [{ var: 'none' }, null] }, true],
  [{ '==': [{ var: 'absent' }, null] }, true],
  [{ '==': [{ var: 'none' }, 0] }, false],
  [{ '==': [{ var: 'none' }, ''] }, false],
  [{ '!=': [{ var: 'outcome' }, 'quote'] }, true],
  [{ '<': [{ var: 'amount' }, 120] }, false],
  [{ '<=': [{ var: 'amount' }, 120] }, true],
  [{ '<': [{ var: 'none' }, 3] }, false],
  [{ '>': [{ var: 'none' }, -3] }, false],
  [{ '<': [100, { var: 'amount' }, 200] }, true],
  [{ '<': [100, { var: 'amount' }, 110] }, false],
  [{ '>=': [{ var: 'day' }, '2026-03-01'] }, true],
  [{ '<': [{ var: 'day' }, 5] }, false],
  [{ in: ['price', { var: 'topics' }] }, true],
  [{ in: ['range', { var: 'topics' }] }, false],
  [{ in: ['ord', { var: 'outcome' }] }, true],
  [{ in: ['price', { var: 'none' }] }, false],
  [{ and: [{ var: 'outcome' }, { '>': [{ var: 'amount' }, 100] }] }, true],
  [{ and: [{ var: 'outcome' }, { var: 'no' }] }, false],
  [{ or: [{ var: 'none' }, { var: 'no' }] }, false],
  [{ '!': [{ var: 'no' }] }, true],
  [{ '!': { var: 'topics' } }, false],
  [{ '==': [{ '+': [{ var: 'amount' }, 1, 2] }, 123] }, true],
  [{ '==': [{ '-': [{ var: 'amount' }, 20] }, 100] }, true],
  [{ '==': [{ '-': [{ var: 'amount' }] }, -120] }, true],
  [{ '==': [{ '*': [{ var: 'amount' }, 2] }, 240] }, true],
  [{ '==': [{ '/': [{ var: 'amount' }, 2] }, 60] }, true],
  [{ '==': [{ '/': [{ var: 'amount' }, 0] }, null] }, true],
  [{ '==': [{ '+': [{ var: 'none' }, 1] }, null] }, true],
  [{ var: '__proto__' }, false],
  [{ var: 'toString' }, false],
  [true, true],
  [false, false],
])('FRM-03 the rule %j holds: %s', (rule, expected) => {
  expect(holds(rule, answers)).toBe(expected)
})

test.each([
  [{ log: ['x'] }, 'operator'],
  [{ map: [{ var: 'a' }, 1] }, 'operator'],
  [{ constructor: [1] }, 'operator'],
  [{ var: 'a', '==': [1, 1] }, 'shape'],
  [{}, 'shape'],
  [{ var: ['a', 1] }, 'shape'],
  [{ var: 3 }, 'shape'],
  [undefined, 'shape'],
  [{ and: Array.from({ length: 300 }, () => true) }, 'size'],
] as const)('FRM-03 the rule %j is not understood: %s', (rule, problem) => {
  expect(ruleProblem(rule)).toBe(problem)
})

test('FRM-03 a rule nested without end is refused, and read without running out of stack', () => {
  let deep: unknown = true
  for (let level = 0; level < 5000; level++) deep = { '!': [deep] }
  expect(ruleProblem(deep)).toBe('size')
  expect(holds(deep, {})).toBe(true)
})

test('FRM-03 a rule that a newer version understands shows its field', () => {
  expect(holds({ between: [1, 2] }, answers)).toBe(true)
})

test('FRM-03 the fields of a rule are each named once', () => {
  const rule = { and: [{ '==': [{ var: 'a' }, { var: 'b' }] }, { '!': { var: 'a' } }, true] }
  expect(fieldsOfRule(rule)).toEqual(['a', 'b'])
  expect(fieldsOfRule(null)).toEqual([])
})
