import type { FormField } from '../../contract/form-definition.ts'
import { ruleProblem } from '../../domain/forms/rule.ts'
import { parseLocalDate } from '../../domain/time/local-date.ts'
import type { Rule } from '../forms/section-builder.ts'
import type { Comparison, Expression } from './expression.ts'

type FieldOf = (name: string) => Pick<FormField, 'id' | 'type'> | undefined

/**
 * The rule that says the same as an expression (FRM-09); `undefined` where no rule does. An answer that
 * is not there is the empty text in XPath and `null` in rules.
 */
export function ruleOfExpression(expression: Expression, fieldOf: FieldOf): Rule | undefined {
  const rule = truthOf(expression, fieldOf)
  return rule === undefined || ruleProblem(rule) ? undefined : rule
}

function truthOf(expression: Expression, fieldOf: FieldOf): Rule | undefined {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return each(expression.operands, (operand) => truthOf(operand, fieldOf), expression.kind)
    case 'comparison':
      return comparisonOf(expression.operator, expression.left, expression.right, fieldOf)
    case 'field': {
      const field = fieldOf(expression.name)
      return field && { var: field.id }
    }
    case 'literal':
      return expression.value !== 0 && expression.value !== ''
    case 'call':
      return truthOfCall(expression.name, expression.operands, fieldOf)
    default:
      return undefined
  }
}

function each(
  operands: readonly Expression[],
  map: (operand: Expression) => Rule | undefined,
  operator: string,
): Rule | undefined {
  const rules = operands.map(map)
  return rules.every((rule) => rule !== undefined) ? { [operator]: rules } : undefined
}

function truthOfCall(name: string, operands: readonly Expression[], fieldOf: FieldOf) {
  const [first, second] = operands
  if ((name === 'true' || name === 'false') && operands.length === 0) return name === 'true'
  if (name === 'not' && first && operands.length === 1)
    return each([first], (operand) => truthOf(operand, fieldOf), '!')
  if (name === 'boolean' && first && operands.length === 1) return truthOf(first, fieldOf)
  if (!first || !second || operands.length !== 2 || first.kind !== 'field') return undefined
  const [field, value] = [fieldOf(first.name), textOf(second)]
  if (!field || !value) return undefined
  const answer = { var: field.id }
  if (name === 'selected' && field.type === 'choices') return { in: [value, answer] }
  if (name === 'selected' && field.type === 'choice') return { '==': [answer, value] }
  if (name === 'contains' && isText(field)) return { in: [value, answer] }
  return undefined
}

const flipped: Readonly<Record<Comparison, Comparison>> = {
  ...{ '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' },
}
const ruleOperator = (operator: Comparison): string => (operator === '=' ? '==' : operator)
const isEquality = (operator: Comparison): boolean => operator === '=' || operator === '!='

function comparisonOf(
  operator: Comparison,
  left: Expression,
  right: Expression,
  fieldOf: FieldOf,
): Rule | undefined {
  if (left.kind === 'literal' && right.kind !== 'literal')
    return comparisonOf(flipped[operator], right, left, fieldOf)
  const compared = (a: Rule, b: Rule): Rule => ({ [ruleOperator(operator)]: [a, b] })
  const counted = emptinessOf(operator, left, right, fieldOf)
  if (counted !== undefined) return counted
  if (left.kind === 'field' && right.kind !== 'field') {
    const field = fieldOf(left.name)
    if (!field) return undefined
    const answer = { var: field.id }
    if (right.kind === 'literal' && right.value === '')
      return isEquality(operator) ? compared(answer, null) : undefined
    const value = valueFor(field, right, isEquality(operator))
    if (value !== undefined) return compared(answer, value)
  }
  if (left.kind === 'field' && right.kind === 'field') {
    const [one, other] = [fieldOf(left.name), fieldOf(right.name)]
    if (one && other && areComparable(one, other, isEquality(operator)))
      return compared({ var: one.id }, { var: other.id })
  }
  const [a, b] = [numberOf(left, fieldOf), numberOf(right, fieldOf)]
  return a === undefined || b === undefined ? undefined : compared(a, b)
}

/** What an answer of the field is compared with; `undefined` where the two never mean the same. */
function valueFor(
  { type }: Pick<FormField, 'type'>,
  expression: Expression,
  isForEquality: boolean,
): Rule | undefined {
  const text = textOf(expression)
  switch (type) {
    case 'integer':
    case 'decimal':
    case 'rating': {
      const number = text === undefined || text.trim() === '' ? NaN : Number(text)
      return Number.isFinite(number) ? number : undefined
    }
    case 'date':
      return dayOf(expression)
    case 'choice':
      return isForEquality ? text : undefined
    case 'text':
    case 'longText':
      // A number is compared by its value there: `05` is 5.
      return isForEquality && isTextLiteral(expression) ? text : undefined
    case 'choices':
      return isForEquality && text !== undefined && !/\s/.test(text) ? [text] : undefined
    case 'boolean':
      return isForEquality && text === 'OK' ? true : undefined
    default:
      return undefined
  }
}

const isTextLiteral = ({ kind, ...rest }: Expression): boolean =>
  kind === 'literal' && 'value' in rest && typeof rest.value === 'string'

/** The text of a literal; numbers as they are written. */
function textOf(expression: Expression): string | undefined {
  return expression.kind === 'literal' ? String(expression.value) : undefined
}

/** `'2026-03-29'`, also inside `date(…)`. */
export function dayOf(expression: Expression): string | undefined {
  const { kind } = expression
  const inner = kind === 'call' && expression.name === 'date' ? expression.operands[0] : expression
  const text = inner && textOf(inner)
  return text !== undefined && parseLocalDate(text) !== undefined ? text : undefined
}

const isNumber = ({ type }: Pick<FormField, 'type'>): boolean =>
  type === 'integer' || type === 'decimal' || type === 'rating'
const isText = ({ type }: Pick<FormField, 'type'>): boolean =>
  type === 'text' || type === 'longText'

function areComparable(
  one: Pick<FormField, 'type'>,
  other: Pick<FormField, 'type'>,
  isForEquality: boolean,
): boolean {
  if (isNumber(one)) return isNumber(other)
  if (one.type === 'date') return other.type === 'date'
  return isForEquality && (one.type === 'choice' || isText(one)) && isNameLike(other)
}

const isNameLike = (field: Pick<FormField, 'type'>): boolean =>
  field.type === 'choice' || isText(field)

/** How many are chosen or how long a text is, where that asks whether there is an answer at all. */
function emptinessOf(
  operator: Comparison,
  left: Expression,
  right: Expression,
  fieldOf: FieldOf,
): Rule | undefined {
  if (left.kind !== 'call' || left.operands.length !== 1 || right.kind !== 'literal')
    return undefined
  if (left.name !== 'count-selected' && left.name !== 'string-length') return undefined
  const [first] = left.operands
  const field = first?.kind === 'field' ? fieldOf(first.name) : undefined
  if (!field) return undefined
  const asked = `${operator} ${right.value}`
  if (['> 0', '>= 1', '!= 0'].includes(asked)) return { '!=': [{ var: field.id }, null] }
  if (['= 0', '< 1', '<= 0'].includes(asked)) return { '==': [{ var: field.id }, null] }
  return undefined
}

function numberOf(expression: Expression, fieldOf: FieldOf): Rule | undefined {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'number' ? expression.value : undefined
    case 'field': {
      const field = fieldOf(expression.name)
      return field && isNumber(field) ? { var: field.id } : undefined
    }
    case 'arithmetic':
      return each(expression.operands, (operand) => numberOf(operand, fieldOf), expression.operator)
    case 'call': {
      const [first] = expression.operands
      return expression.name === 'number' && first ? numberOf(first, fieldOf) : undefined
    }
    default:
      return undefined
  }
}
