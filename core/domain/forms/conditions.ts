import type { FieldType } from './field-types.ts'

/** How an answer is compared in a rule that is made without writing it. */
export const comparisons = [
  'is',
  'isNot',
  'contains',
  'containsNot',
  'less',
  'atMost',
  'more',
  'atLeast',
  'answered',
  'unanswered',
] as const
export type Comparison = (typeof comparisons)[number]

export interface Condition {
  readonly fieldId: string
  readonly comparison: Comparison
  /** `null` for `answered` and `unanswered`, which compare with nothing. */
  readonly value: string | number | boolean | null
}

export interface Conditions {
  /** Whether all conditions have to hold, or one of them. */
  readonly mode: 'all' | 'any'
  readonly list: readonly Condition[]
}

const given = ['answered', 'unanswered'] as const
const ordered = ['is', 'isNot', 'less', 'atMost', 'more', 'atLeast', ...given] as const
const written = ['is', 'isNot', 'contains', 'containsNot', ...given] as const

/** What makes sense with which type; the first one is proposed. */
export const comparisonsOfType: Readonly<Record<FieldType, readonly Comparison[]>> = {
  text: written,
  longText: ['contains', 'containsNot', ...given],
  richText: given,
  choice: ['is', 'isNot', ...given],
  choices: ['contains', 'containsNot', ...given],
  boolean: ['is', ...given],
  integer: ordered,
  decimal: ordered,
  date: ordered,
  time: ordered,
  dateTime: given,
  rating: ordered,
  user: given,
  contact: given,
  product: given,
  file: given,
  signature: given,
  emailCopy: given,
  heading: [],
}

export function comparesWithValue(comparison: Comparison): boolean {
  return comparison !== 'answered' && comparison !== 'unanswered'
}

const operators = {
  ...{ is: '==', isNot: '!=', less: '<', atMost: '<=', more: '>', atLeast: '>=' },
} as const

/** Conditions as a rule of a form (`rule.ts`); `undefined` when there are none. */
export function ruleOf({ mode, list }: Conditions): unknown {
  const rules = list.map(ruleOfCondition)
  if (rules.length < 2) return rules[0]
  return { [mode === 'all' ? 'and' : 'or']: rules }
}

/** Rules that the conditions can say; `undefined` for others, which were written elsewhere. */
export function conditionsOf(rule: unknown): Conditions | undefined {
  const [operator, operands] = entryOf(rule)
  const isGroup = (operator === 'and' || operator === 'or') && Array.isArray(operands)
  const list = (isGroup ? (operands as unknown[]) : [rule]).map(conditionOf)
  if (!list.every((each) => each !== undefined)) return undefined
  return { mode: operator === 'or' ? 'any' : 'all', list }
}

function ruleOfCondition({ fieldId, comparison, value }: Condition): unknown {
  const answer = { var: fieldId }
  switch (comparison) {
    case 'answered':
      return { '!=': [answer, null] }
    case 'unanswered':
      return { '==': [answer, null] }
    case 'contains':
      return { in: [value, answer] }
    case 'containsNot':
      return { '!': { in: [value, answer] } }
    default:
      return { [operators[comparison]]: [answer, value] }
  }
}

function conditionOf(rule: unknown): Condition | undefined {
  const [operator, operands] = entryOf(rule)
  if (operator === '!') {
    const inner = conditionOf(Array.isArray(operands) ? operands[0] : operands)
    return inner?.comparison === 'contains' ? { ...inner, comparison: 'containsNot' } : undefined
  }
  if (!Array.isArray(operands) || operands.length !== 2) return undefined
  const [first, second] = operands as [unknown, unknown]
  if (operator === 'in') return condition(second, 'contains', first)
  if (second === null && operator === '!=') return condition(first, 'answered', null)
  if (second === null && operator === '==') return condition(first, 'unanswered', null)
  const found = Object.entries(operators).find(([, sign]) => sign === operator)
  return found && condition(first, found[0] as Comparison, second)
}

function condition(answer: unknown, comparison: Comparison, value: unknown): Condition | undefined {
  const [operator, fieldId] = entryOf(answer)
  const isValue = value === null || ['string', 'number', 'boolean'].includes(typeof value)
  if (operator !== 'var' || typeof fieldId !== 'string' || !isValue) return undefined
  if (value === null && comparesWithValue(comparison)) return undefined
  return { fieldId, comparison, value: value as Condition['value'] }
}

/** The only entry of an object; nothing of anything else. */
function entryOf(value: unknown): [string, unknown] | [] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const entries = Object.entries(value)
  return entries.length === 1 ? entries[0]! : []
}
