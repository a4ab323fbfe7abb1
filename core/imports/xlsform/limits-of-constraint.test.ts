import { expect, test } from 'vitest'
import type { FieldType } from '../../domain/forms/field-types.ts'
import { parseExpression } from './expression.ts'
import { limitsOfConstraint } from './limits-of-constraint.ts'

const limitsOf = (text: string, type: FieldType) => limitsOfConstraint(parseExpression(text)!, type)

test.each<[string, FieldType, object]>([
  ['. > 0 and . <= 10', 'integer', { min: 1, max: 10 }],
  ['. >= 0.5 and . < 10', 'integer', { min: 1, max: 9 }],
  ['. >= 0.5 and . <= 2.5', 'decimal', { min: 0.5, max: 2.5 }],
  ['10 >= .', 'integer', { max: 10 }],
  ['. >= 1 and . >= 5 and (. <= 9 and . <= 7)', 'integer', { min: 5, max: 7 }],
  ['. >= -5', 'integer', { min: -5 }],
  ["regex(., '^[0-9]{5}$')", 'text', { pattern: '^[0-9]{5}$' }],
  ['string-length(.) <= 20', 'text', { maxLength: 20 }],
  ['string-length(.) < 20', 'longText', { maxLength: 19 }],
  ["string-length(.) <= 20 and regex(., '[a-z]+')", 'text', { maxLength: 20, pattern: '[a-z]+' }],
  [". >= date('2026-01-31')", 'date', { min: '2026-01-31' }],
  [". > '2026-01-31' and . < '2026-03-01'", 'date', { min: '2026-02-01', max: '2026-02-28' }],
])('FRM-09 %s limits %s', (text, type, limits) => {
  expect(limitsOf(text, type)).toEqual({ limits, isPartial: false, isLoosened: false })
})

test('FRM-09 a decimal has no limit that is itself excluded, which is told', () => {
  expect(limitsOf('. > 0 and . < 1', 'decimal')).toEqual({
    ...{ limits: { min: 0, max: 1 }, isPartial: false, isLoosened: true },
  })
})

test.each<[string, FieldType, object]>([
  ['. > 0 and . != 5', 'integer', { min: 1 }],
  ['. > 0 or . = -1', 'integer', {}],
  ['. > ${other}', 'integer', {}],
  ['. <= today()', 'date', {}],
  ["regex(., '(?=x)')", 'text', {}],
  ["regex(., '[a-z]')", 'integer', {}],
  ["regex(., 'a') and regex(., 'b')", 'text', { pattern: 'a' }],
  ['string-length(.) >= 3', 'text', {}],
  ['count-selected(.) <= 3', 'choices', {}],
  ["not(selected(., 'none'))", 'choices', {}],
  ['. > 5', 'text', {}],
])('FRM-09 of %s on %s a part is not imported', (text, type, limits) => {
  expect(limitsOf(text, type)).toEqual({ limits, isPartial: true, isLoosened: false })
})
