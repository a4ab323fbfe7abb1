import { formLimits } from './form-limits.ts'

/**
 * Rules are written as JSONLogic (https://jsonlogic.com), of which a form may use the operators below,
 * and are computed here. Unlike JSONLogic in JavaScript, a missing answer is equal to `null` only and
 * neither less nor more than anything, and values of different types are never equal.
 */
type Value = string | number | boolean | null | readonly Value[]

const isNumber = (value: Value): value is number => typeof value === 'number'
const isText = (value: Value): value is string => typeof value === 'string'

/** Whether each value stands in the relation to the next one; values of different types never do. */
const compared =
  (relation: (a: number | string, b: number | string) => boolean) =>
  (values: readonly Value[]): boolean =>
    values.length > 1 &&
    (values.every(isNumber) || values.every(isText)) &&
    values.slice(1).every((value, index) => relation(values[index] as string, value))

/** A number from numbers; `null` where one is missing, or nothing finite comes out. */
const computed =
  (compute: (numbers: readonly number[]) => number) =>
  (values: readonly Value[]): number | null => {
    if (values.length === 0 || !values.every(isNumber)) return null
    const result = compute(values)
    return Number.isFinite(result) ? result : null
  }

const isSame = (values: readonly Value[]): boolean =>
  values.length === 2 && JSON.stringify(values[0]) === JSON.stringify(values[1])

const operators: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  '==': isSame,
  '!=': (values) => values.length === 2 && !isSame(values),
  '<': compared((a, b) => a < b),
  '<=': compared((a, b) => a <= b),
  '>': compared((a, b) => a > b),
  '>=': compared((a, b) => a >= b),
  and: (values) => values.every(isTruthy),
  or: (values) => values.some(isTruthy),
  '!': ([value = null]) => !isTruthy(value),
  in: ([part = null, whole = null]) =>
    typeof whole === 'string'
      ? typeof part === 'string' && whole.includes(part)
      : Array.isArray(whole) && whole.some((each) => isSame([each as Value, part])),
  '+': computed((numbers) => numbers.reduce((sum, each) => sum + each, 0)),
  '-': computed(([first = 0, ...others]) =>
    others.length === 0 ? -first : others.reduce((rest, each) => rest - each, first),
  ),
  '*': computed((numbers) => numbers.reduce((product, each) => product * each, 1)),
  '/': computed(([first = 0, second = 0]) => first / second),
}

export const ruleOperators: readonly string[] = ['var', ...Object.keys(operators)]

export type RuleProblem = 'operator' | 'shape' | 'size'

/** What keeps a rule from being understood; `undefined` when nothing does. */
export function ruleProblem(rule: unknown): RuleProblem | undefined {
  let nodes = 0
  const visit = (node: unknown, depth: number): RuleProblem | undefined => {
    nodes += 1
    if (nodes > formLimits.ruleNodes || depth > formLimits.ruleDepth) return 'size'
    if (Array.isArray(node)) {
      for (const each of node) {
        const problem = visit(each, depth + 1)
        if (problem) return problem
      }
      return undefined
    }
    if (typeof node !== 'object' || node === null) return node === undefined ? 'shape' : undefined
    const [entry, ...others] = Object.entries(node)
    if (!entry || others.length > 0) return 'shape'
    const [operator, operands] = entry as [string, unknown]
    if (operator === 'var') return typeof operands === 'string' ? undefined : 'shape'
    return Object.hasOwn(operators, operator) ? visit(operands, depth + 1) : 'operator'
  }
  return visit(rule, 0)
}

/** Ids of the fields whose answers a rule asks for. */
export function fieldsOfRule(rule: unknown): string[] {
  if (typeof rule !== 'object' || rule === null) return []
  if ('var' in rule && typeof rule.var === 'string') return [rule.var]
  return [...new Set(Object.values(rule).flatMap(fieldsOfRule))]
}

/**
 * Whether a rule holds for answers by field id; an answer that is not there is `null`. One that is not
 * understood holds: a question too many is better than one that nobody sees.
 */
export function holds(rule: unknown, answers: Readonly<Record<string, unknown>>): boolean {
  return ruleProblem(rule) !== undefined || isTruthy(valueOf(rule, answers))
}

function valueOf(rule: unknown, answers: Readonly<Record<string, unknown>>): Value {
  if (Array.isArray(rule)) return rule.map((each) => valueOf(each, answers))
  if (typeof rule !== 'object' || rule === null) return rule as Value
  const [operator = '', operands] = Object.entries(rule)[0] ?? []
  if (operator === 'var')
    return Object.hasOwn(answers, operands as string)
      ? ((answers[operands as string] ?? null) as Value)
      : null
  const values = valueOf(operands, answers)
  return operators[operator]?.(Array.isArray(values) ? (values as Value[]) : [values]) ?? null
}

/** As JSONLogic has it: an empty list, text and zero are no. */
function isTruthy(value: Value): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
