import { expect, test } from 'vitest'
import { type Condition, conditionsOf, ruleOf } from './conditions.ts'
import { holds, ruleProblem } from './rule.ts'

const condition = (
  comparison: Condition['comparison'],
  value: Condition['value'] = null,
  fieldId = 'q',
): Condition => ({ fieldId, comparison, value })

test.each<[Condition, unknown, boolean]>([
  [condition('is', 'order'), 'order', true],
  [condition('is', 'order'), null, false],
  [condition('is', false), false, true],
  [condition('isNot', 'order'), 'none', true],
  [condition('less', 10), 9, true],
  [condition('atMost', 10), 10, true],
  [condition('more', 10), 10, false],
  [condition('atLeast', '2026-11-24'), '2026-11-25', true],
  [condition('contains', 'b'), ['a', 'b'], true],
  [condition('contains', 'clim'), 'la clim', true],
  [condition('containsNot', 'b'), ['a', 'b'], false],
  [condition('containsNot', 'b'), null, true],
  [condition('answered'), ['x'], true],
  [condition('answered'), null, false],
  [condition('unanswered'), null, true],
])('FRM-03 the condition %j for the answer %j holds: %s', (each, answer, expected) => {
  const rule = ruleOf({ mode: 'all', list: [each] })
  expect(ruleProblem(rule)).toBeUndefined()
  expect(holds(rule, { q: answer })).toBe(expected)
  expect(conditionsOf(rule)).toEqual({ mode: 'all', list: [each] })
})

test.each(['all', 'any'] as const)('FRM-03 of several conditions %s hold', (mode) => {
  const conditions = { mode, list: [condition('is', 1, 'a'), condition('is', 2, 'b')] }
  const rule = ruleOf(conditions)
  expect(holds(rule, { a: 1, b: 3 })).toBe(mode === 'any')
  expect(holds(rule, { a: 1, b: 2 })).toBe(true)
  expect(conditionsOf(rule)).toEqual(conditions)
})

test('FRM-03 no condition is no rule', () => {
  expect(ruleOf({ mode: 'all', list: [] })).toBeUndefined()
})

test.each([
  { '>': [{ '+': [{ var: 'a' }, { var: 'b' }] }, 10] },
  { and: [{ or: [{ '==': [{ var: 'a' }, 1] }] }] },
  { '==': [{ var: 'a' }, { var: 'b' }] },
  { '<': [{ var: 'a' }, null] },
  { '!': { var: 'a' } },
  true,
])('FRM-03 the rule %j is no list of conditions', (rule) => {
  expect(conditionsOf(rule)).toBeUndefined()
})
