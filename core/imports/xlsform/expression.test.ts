import { expect, test } from 'vitest'
import { type Expression, fieldsOfExpression, parseExpression } from './expression.ts'

/** An expression in brackets, so that a test shows what belongs together. */
function shown(expression: Expression | undefined): string | undefined {
  switch (expression?.kind) {
    case 'literal':
      return JSON.stringify(expression.value)
    case 'field':
      return expression.name
    case 'self':
      return '.'
    case 'call':
      return `${expression.name}(${expression.operands.map(shown).join(', ')})`
    case 'comparison':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`
    case 'and':
    case 'or':
      return `(${expression.operands.map(shown).join(` ${expression.kind} `)})`
    case 'arithmetic':
      return `(${expression.operator} ${expression.operands.map(shown).join(' ')})`
    case undefined:
      return undefined
  }
}

test.each([
  ["${q} = 'x'", '(q = "x")'],
  ['${q}="x"', '(q = "x")'],
  ['${ q } != 5', '(q != 5)'],
  ['${q} = ‘x’', '(q = "x")'],
  ['${q} = “l’huile”', '(q = "l\'huile")'],
  ['. > 0 and . <= 10', '((. > 0) and (. <= 10))'],
  ['.5 < ${q}', '(0.5 < q)'],
  ['-3 <= ${q}', '(-3 <= q)'],
  ['${a} = 1 or ${b} = 2 and ${c} = 3', '((a = 1) or ((b = 2) and (c = 3)))'],
  ['(${a} = 1 or ${b} = 2) and ${c} = 3', '(((a = 1) or (b = 2)) and (c = 3))'],
  ['${a} = 1 or ${b} = 2 or ${c} = 3', '((a = 1) or (b = 2) or (c = 3))'],
  ['${a} + 2 * ${b} - 1 > 4', '((- (+ a (* 2 b)) 1) > 4)'],
  ['${a} div 2 = 3', '((/ a 2) = 3)'],
  ["selected(${q}, 'x')", 'selected(q, "x")'],
  ["not(selected(${q}, 'x'))", 'not(selected(q, "x"))'],
  ["regex(., '^[0-9]{5}$')", 'regex(., "^[0-9]{5}$")'],
  ['count-selected(${q}) >= 1', '(count-selected(q) >= 1)'],
  ['today()', 'today()'],
  ['${état} = 1', '(état = 1)'],
])('FRM-09 the expression %s is read', (text, expected) => {
  expect(shown(parseExpression(text))).toBe(expected)
})

test.each([
  [''],
  ['   '],
  ['${q} ='],
  ['${q'],
  ["${q} = 'x"],
  ["= 'x'"],
  ['${q} = 1 and'],
  ['(${q} = 1'],
  ['${q} = 1)'],
  ['/data/q = 1'],
  ['../q = 1'],
  ['q = 1'],
  ['${a} mod 2 = 1'],
  ['1 < ${q} < 5'],
  ['${q} = 1; drop'],
  ['selected(${q},)'],
])('FRM-09 the expression %j is not understood', (text) => {
  expect(parseExpression(text)).toBeUndefined()
})

test('FRM-09 endless expressions are refused without running out of stack', () => {
  expect(parseExpression('('.repeat(30_000))).toBeUndefined()
  expect(parseExpression(`${'not('.repeat(1000)}true()${')'.repeat(1000)}`)).toBeUndefined()
  expect(parseExpression(Array.from({ length: 5000 }, () => '${a}').join(' and '))).toBeUndefined()
})

test('FRM-09 the fields of an expression are each named once', () => {
  const expression = parseExpression("${a} = 1 and not(selected(${b}, 'x')) or ${a} + ${c} > 2")!
  expect(fieldsOfExpression(expression)).toEqual(['a', 'b', 'c'])
})
