import { expect, test } from 'vitest'
import { holds } from '../../domain/forms/rule.ts'
import type { FieldType } from '../../domain/forms/field-types.ts'
import { parseExpression } from './expression.ts'
import { ruleOfExpression } from './rule-of-expression.ts'

const types: Readonly<Record<string, FieldType>> = {
  ...{ t: 'text', c: 'choice', m: 'choices', b: 'boolean', n: 'integer', d: 'decimal' },
  ...{ day: 'date', at: 'dateTime', hour: 'time', file: 'file', c2: 'choice', day2: 'date' },
}

function ruleOf(text: string) {
  const expression = parseExpression(text)
  return (
    expression &&
    ruleOfExpression(expression, (name) =>
      types[name] === undefined ? undefined : { id: name, type: types[name] },
    )
  )
}

test.each<[string, unknown]>([
  ["${c} = 'x'", { '==': [{ var: 'c' }, 'x'] }],
  ['${c} = 1', { '==': [{ var: 'c' }, '1'] }],
  ["'x' = ${c}", { '==': [{ var: 'c' }, 'x'] }],
  ["${c} != 'x'", { '!=': [{ var: 'c' }, 'x'] }],
  ["${c} = ''", { '==': [{ var: 'c' }, null] }],
  ["${m} != ''", { '!=': [{ var: 'm' }, null] }],
  ["${file} != ''", { '!=': [{ var: 'file' }, null] }],
  ["${t} = 'x'", { '==': [{ var: 't' }, 'x'] }],
  ["${m} = 'x'", { '==': [{ var: 'm' }, ['x']] }],
  ["selected(${m}, 'x')", { in: ['x', { var: 'm' }] }],
  ["selected(${c}, 'x')", { '==': [{ var: 'c' }, 'x'] }],
  ["not(selected(${m}, 'x'))", { '!': [{ in: ['x', { var: 'm' }] }] }],
  ["contains(${t}, 'x')", { in: ['x', { var: 't' }] }],
  ["${b} = 'OK'", { '==': [{ var: 'b' }, true] }],
  ['${n} > 5', { '>': [{ var: 'n' }, 5] }],
  ["${n} = '5'", { '==': [{ var: 'n' }, 5] }],
  ['5 < ${n}', { '>': [{ var: 'n' }, 5] }],
  ['${n} <= ${d}', { '<=': [{ var: 'n' }, { var: 'd' }] }],
  ['${n} + ${d} * 2 >= 10', { '>=': [{ '+': [{ var: 'n' }, { '*': [{ var: 'd' }, 2] }] }, 10] }],
  ['-${n} < 3', { '<': [{ '-': [{ var: 'n' }] }, 3] }],
  ["${day} >= '2026-01-31'", { '>=': [{ var: 'day' }, '2026-01-31'] }],
  ["${day} < date('2026-01-31')", { '<': [{ var: 'day' }, '2026-01-31'] }],
  ['${day} < ${day2}', { '<': [{ var: 'day' }, { var: 'day2' }] }],
  ['${c} = ${c2}', { '==': [{ var: 'c' }, { var: 'c2' }] }],
  ['count-selected(${m}) >= 1', { '!=': [{ var: 'm' }, null] }],
  ['string-length(${t}) = 0', { '==': [{ var: 't' }, null] }],
  ['true()', true],
  ['0', false],
  ['1', true],
  [
    "${c} = 'x' and ${n} > 1 and ${n} < 9",
    {
      and: [{ '==': [{ var: 'c' }, 'x'] }, { '>': [{ var: 'n' }, 1] }, { '<': [{ var: 'n' }, 9] }],
    },
  ],
  ["${c} = 'x' or ${b}", { or: [{ '==': [{ var: 'c' }, 'x'] }, { var: 'b' }] }],
])('FRM-09 %s becomes a rule', (text, rule) => {
  expect(ruleOf(text)).toEqual(rule)
})

test.each([
  ["${c} < 'x'"],
  ['${t} = 5'],
  ["${n} = 'many'"],
  ["${b} = 'perhaps'"],
  ["${m} = 'x y'"],
  ["selected(${t}, 'x')"],
  ['count-selected(${m}) > 2'],
  ["${day} > '31/01/2026'"],
  ['${day} > today()'],
  ["${hour} > '12:00'"],
  ["${at} > '2026-01-31'"],
  ['${c} = ${n}'],
  ['${day} = ${t}'],
  ['if(${n} > 1, true(), false())'],
  ["regex(${t}, 'x')"],
  ["${unknown} = 'x'"],
  ["${c} = 'x' and ${day} > today()"],
  ['${t} + 1 > 2'],
  ["'x' = 'x'"],
])('FRM-09 %s has no rule that means the same', (text) => {
  expect(ruleOf(text)).toBeUndefined()
})

test('FRM-09 a rule larger than rules may be is none', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => `\${n} = ${n}`).join(' or ')
  expect(ruleOf(many(30))).toBeDefined()
  expect(ruleOf(many(100))).toBeUndefined()
})

// What XPath says of an answer that is not there: it is the empty text, and no number.
test.each([
  ["${c} != 'x'", true],
  ["${c} = 'x'", false],
  ['${n} = 0', false],
  ['${n} != 0', true],
  ['${n} < 5', false],
  ['not(${n} < 5)', true],
  ["${c} = ''", true],
  ["selected(${m}, 'x')", false],
  ['${n} + 1 > 0', false],
])('FRM-09 without an answer %s is %s, as in the file', (text, expected) => {
  expect(holds(ruleOf(text), {})).toBe(expected)
})
