import type { FormField } from '../../contract/form-definition.ts'
import type { Rule } from '../forms/section-builder.ts'
import { isList, isObject } from './json-schema.ts'

/** `reference` where a condition asks for a question that is not there yet. */
export type FoundRule = { readonly rule: Rule } | { readonly problem: 'expression' | 'reference' }

/** The rule that shows what a rule of a UI schema shows (https://jsonforms.io/docs/uischema/rules). */
export function ruleOfUiRule(
  uiRule: unknown,
  fieldAt: (scope: string) => FormField | undefined,
): FoundRule {
  const { effect, condition } = isObject(uiRule) ? uiRule : {}
  if (effect !== 'SHOW' && effect !== 'HIDE') return { problem: 'expression' }
  const found = ruleOfCondition(condition, fieldAt, 0)
  return 'rule' in found && effect === 'HIDE' ? { rule: { '!': [found.rule] } } : found
}

const deepest = 10

function ruleOfCondition(
  condition: unknown,
  fieldAt: (scope: string) => FormField | undefined,
  depth: number,
): FoundRule {
  if (!isObject(condition) || depth > deepest) return { problem: 'expression' }
  const { type, conditions, scope, schema, expectedValue, failWhenUndefined } = condition
  if ((type === 'AND' || type === 'OR') && isList(conditions)) {
    const rules: Rule[] = []
    for (const each of conditions) {
      const found = ruleOfCondition(each, fieldAt, depth + 1)
      if ('problem' in found) return found
      rules.push(found.rule)
    }
    return { rule: { [type === 'AND' ? 'and' : 'or']: rules } }
  }
  if (typeof scope !== 'string') return { problem: 'expression' }
  const field = fieldAt(scope)
  if (!field) return { problem: 'reference' }
  const wanted = 'expectedValue' in condition ? { const: expectedValue } : schema
  const rule = ruleOfSchema(wanted, field, failWhenUndefined === true)
  return rule === undefined ? { problem: 'expression' } : { rule }
}

/** `const`, `enum` and their opposites; what is not answered is equal to no constant in both. */
function ruleOfSchema(schema: unknown, field: FormField, mustBeThere: boolean): Rule | undefined {
  if (!isObject(schema)) return undefined
  const [[keyword, value] = [], ...others] = Object.entries(schema)
  if (others.length > 0) return undefined
  const answer = { var: field.id }
  if (keyword === 'const') {
    const constant = constantFor(field, value)
    return constant === undefined ? undefined : { '==': [answer, constant] }
  }
  if (keyword === 'enum' && isList(value)) {
    const constants = value.map((each) => constantFor(field, each))
    const areKnown = constants.every((each) => each !== undefined)
    return areKnown ? { in: [answer, constants] } : undefined
  }
  if (keyword !== 'not') return undefined
  const opposite = ruleOfSchema(value, field, false)
  if (opposite === undefined) return undefined
  const not = { '!': [opposite] }
  return mustBeThere ? { and: [{ '!=': [answer, null] }, not] } : not
}

/** A constant as an answer of the field has it. */
function constantFor({ type }: FormField, value: unknown): string | number | boolean | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? value : undefined
    case 'choice':
      return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
    case 'text':
    case 'longText':
    case 'date':
      return typeof value === 'string' && value !== '' ? value : undefined
    default:
      return undefined
  }
}
