import type { FormDefinition, FormField } from '../../contract/form-definition.ts'
import { settingsOfType } from './field-types.ts'
import { formLimits } from './form-limits.ts'
import { fieldsOf, optionsOf } from './form-parts.ts'
import { patternOf } from './pattern.ts'
import { fieldsOfRule, ruleProblem } from './rule.ts'
import type { DefinitionProblemCode } from './problem-codes.ts'
import { answerProblem } from './validate-answer.ts'

export interface DefinitionProblem {
  readonly code: DefinitionProblemCode
  /** The field, section or list that it is about; `null` for the whole form. */
  readonly partId: string | null
}

/**
 * What keeps a form from being published: what a schema cannot say. Nothing else is asked of a form
 * that is being designed, and a version with problems that comes from another device is not filled.
 */
export function definitionProblems(form: FormDefinition): DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  const add = (code: DefinitionProblemCode, partId: string | null = null): void => {
    problems.push({ code, partId })
  }
  const fields = fieldsOf(form)
  if (fields.length === 0) add('empty')
  if (fields.length > formLimits.fields) {
    add('tooManyFields')
    return problems
  }
  const partIds = [...form.sections, ...fields].map(({ id }) => id)
  for (const id of repeated(partIds)) add('duplicateId', id)
  const repeatedKeys = new Set(repeated(fields.map(({ key }) => key)))
  const all = new Set(fields.map(({ id }) => id))
  const asked = new Set<string>()
  const checkRule = (rule: unknown, partId: string): void => {
    if (rule === undefined) return
    if (ruleProblem(rule)) return add('rule', partId)
    const needed = fieldsOfRule(rule)
    if (needed.some((id) => !all.has(id) || id === partId)) add('ruleUnknownField', partId)
    else if (needed.some((id) => !asked.has(id))) add('ruleLaterField', partId)
  }
  for (const section of form.sections) {
    checkRule(section.visibleIf, section.id)
    for (const field of section.fields) {
      checkRule(field.visibleIf, field.id)
      if (repeatedKeys.has(field.key)) add('duplicateKey', field.id)
      for (const code of fieldProblems(form, field)) add(code, field.id)
      asked.add(field.id)
    }
  }
  for (const [id, options] of Object.entries(form.lists))
    if (repeated(options.map(({ value }) => value)).length > 0) add('duplicateOption', id)
  return problems
}

function fieldProblems(form: FormDefinition, field: FormField): DefinitionProblemCode[] {
  const has = settingsOfType[field.type]
  const problems: DefinitionProblemCode[] = []
  if (has.includes('pattern') && field.pattern !== undefined && !patternOf(field.pattern))
    problems.push('pattern')
  if (has.includes('min') && !isRange(field)) problems.push('range')
  if (has.includes('list') && !optionsOf(form, field).some(({ archived }) => archived !== true))
    problems.push('noOptions')
  const isDefaultValid =
    !has.includes('default') ||
    field.default === undefined ||
    answerProblem(form, field, field.default) === undefined
  return isDefaultValid ? problems : [...problems, 'default']
}

function isRange({ type, min, max }: FormField): boolean {
  const wanted = type === 'date' ? 'string' : 'number'
  const isOfType = [min, max].every((each) => each === undefined || typeof each === wanted)
  return isOfType && (min === undefined || max === undefined || min <= max)
}

function repeated(list: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(list.filter((each) => seen.has(each) || !seen.add(each)))]
}
