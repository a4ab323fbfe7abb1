import type { FormField } from '../../contract/form-definition.ts'
import { formLimits } from '../../domain/forms/form-limits.ts'
import { patternOf } from '../../domain/forms/pattern.ts'
import { parseLocalDate } from '../../domain/time/local-date.ts'
import type { Comparison, Expression } from './expression.ts'
import { dayOf } from './rule-of-expression.ts'

type Limits = Pick<FormField, 'min' | 'max' | 'maxLength' | 'pattern'>

export interface FoundLimits {
  readonly limits: Limits
  /** Whether a part of the constraint has no equal among limits, and is not in them. */
  readonly isPartial: boolean
  /** Whether a bound that is itself excluded became one that is included. */
  readonly isLoosened: boolean
}

/** The limits that a constraint sets (`. > 0 and . <= 10`); parts joined by `and` are read one by one. */
export function limitsOfConstraint(
  constraint: Expression,
  type: FormField['type'],
  given: Limits = {},
): FoundLimits {
  const limits: Limits = { ...given }
  let [isPartial, isLoosened] = [false, false]
  for (const part of constraint.kind === 'and' ? flat(constraint.operands) : [constraint]) {
    const bound = boundOf(part, type)
    if (!bound) {
      isPartial = true
      continue
    }
    isLoosened ||= bound.isLoosened === true
    const { min, max, maxLength, pattern } = bound
    if (min !== undefined) limits.min = tighter(limits.min, min, (a, b) => a > b)
    if (max !== undefined) limits.max = tighter(limits.max, max, (a, b) => a < b)
    if (maxLength !== undefined)
      limits.maxLength = Math.min(limits.maxLength ?? maxLength, maxLength)
    if (pattern !== undefined && limits.pattern === undefined) limits.pattern = pattern
    else if (pattern !== undefined) isPartial = true
  }
  return { limits, isPartial, isLoosened }
}

function flat(operands: readonly Expression[]): Expression[] {
  return operands.flatMap((each) => (each.kind === 'and' ? flat(each.operands) : [each]))
}

type Bound = Limits & { readonly isLoosened?: boolean }

function boundOf(part: Expression, type: FormField['type']): Bound | undefined {
  if (part.kind === 'call' && part.name === 'regex') return patternBound(part.operands, type)
  if (part.kind !== 'comparison') return undefined
  const { left, right, operator } = part
  if (right.kind === 'self' || isLengthOfSelf(right))
    return boundOf({ ...part, left: right, right: left, operator: flipped[operator] }, type)
  if (isLengthOfSelf(left)) return lengthBound(operator, right, type)
  if (left.kind !== 'self') return undefined
  if (type === 'integer' || type === 'decimal') return numberBound(operator, right, type)
  return type === 'date' ? dayBound(operator, dayOf(right)) : undefined
}

const flipped: Readonly<Record<Comparison, Comparison>> = {
  ...{ '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' },
}

function isLengthOfSelf(expression: Expression): boolean {
  return (
    expression.kind === 'call' &&
    expression.name === 'string-length' &&
    expression.operands.length === 1 &&
    expression.operands[0]?.kind === 'self'
  )
}

function patternBound(operands: readonly Expression[], type: FormField['type']): Bound | undefined {
  const [self, pattern] = operands
  if (type !== 'text' || self?.kind !== 'self' || pattern?.kind !== 'literal') return undefined
  const source = String(pattern.value)
  const fits = source.length > 0 && source.length <= formLimits.patternLength
  return fits && patternOf(source) ? { pattern: source } : undefined
}

function lengthBound(
  operator: Comparison,
  limit: Expression,
  type: FormField['type'],
): Bound | undefined {
  if (type !== 'text' && type !== 'longText') return undefined
  if (limit.kind !== 'literal' || (operator !== '<=' && operator !== '<')) return undefined
  const maxLength = Math.floor(Number(limit.value)) - (operator === '<' ? 1 : 0)
  return maxLength >= 1 && maxLength <= formLimits.textLength ? { maxLength } : undefined
}

function numberBound(
  operator: Comparison,
  limit: Expression,
  type: 'integer' | 'decimal',
): Bound | undefined {
  if (limit.kind !== 'literal' || limit.value === '') return undefined
  const number = Number(limit.value)
  if (!Number.isFinite(number)) return undefined
  if (type === 'integer')
    switch (operator) {
      case '>':
        return { min: Math.floor(number) + 1 }
      case '>=':
        return { min: Math.ceil(number) }
      case '<':
        return { max: Math.ceil(number) - 1 }
      case '<=':
        return { max: Math.floor(number) }
    }
  switch (operator) {
    case '>':
      return { min: number, isLoosened: true }
    case '>=':
      return { min: number }
    case '<':
      return { max: number, isLoosened: true }
    case '<=':
      return { max: number }
    case '=':
      return { min: number, max: number }
    case '!=':
      return undefined
  }
}

function dayBound(operator: Comparison, day: string | undefined): Bound | undefined {
  if (day === undefined) return undefined
  switch (operator) {
    case '>':
      return { min: dayAfter(day, 1) }
    case '>=':
      return { min: day }
    case '<':
      return { max: dayAfter(day, -1) }
    case '<=':
      return { max: day }
    case '=':
      return { min: day, max: day }
    case '!=':
      return undefined
  }
}

function dayAfter(day: string, days: number): string {
  return parseLocalDate(day)?.add({ days }).toString() ?? day
}

function tighter<T extends number | string>(
  one: T | undefined,
  other: T,
  isTighter: (a: T, b: T) => boolean,
): T {
  return one === undefined || isTighter(other, one) ? other : one
}
