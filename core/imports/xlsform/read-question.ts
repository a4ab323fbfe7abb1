import type { FormDefinition, FormField } from '../../contract/form-definition.ts'
import { isAnswerable } from '../../domain/forms/field-types.ts'
import { answerOfText, fittingDefault } from '../forms/fitting-default.ts'
import { dropCrossedLimits } from '../forms/crossed-limits.ts'
import { eachLanguage, fitWords, hasText, isTooLong } from '../forms/fit-text.ts'
import type { NotImportedList } from '../forms/not-imported.ts'
import type { Rule } from '../forms/section-builder.ts'
import { fieldsOfExpression, parseExpression } from './expression.ts'
import { type Languages, wordsOf } from './languages.ts'
import { limitsOfConstraint } from './limits-of-constraint.ts'
import { otherAppearance, parametersOf, type RowKind } from './question-type.ts'
import { ruleOfExpression } from './rule-of-expression.ts'
import type { SheetRow } from './sheet-rows.ts'

/** What a question is read with. */
export interface Survey {
  readonly languages: Languages
  readonly notImported: NotImportedList
  readonly lists: FormDefinition['lists']
  /** The questions before it, by their names in the file; without those whose name is ambiguous. */
  readonly asked: ReadonlyMap<string, FormField>
}

/** Columns of the survey sheet that are read. */
export const surveyColumns: ReadonlySet<string> = new Set([
  ...['type', 'name', 'label', 'hint', 'required', 'relevant', 'constraint', 'constraint_message'],
  ...['default', 'appearance', 'parameters', 'disabled'],
])

const longestMessage = 1000

/** @param list the id of its options, where it has some */
export function readQuestion(
  row: SheetRow,
  { type: kind, ...question }: Extract<RowKind, { kind: 'question' }>,
  { key, list }: { readonly key: string; readonly list: string | undefined },
  survey: Survey,
): FormField {
  const { languages, notImported } = survey
  const [place, name] = [`survey ${row.number}`, row.text('name') || key]
  const tell = (reason: Parameters<NotImportedList['add']>[0], what: string): void =>
    notImported.add(reason, what, place, name)

  const range = row.text('type').trim().toLowerCase() === 'range' ? rangeOf(row) : undefined
  const type = range?.type ?? kind
  const appearance = otherAppearance(row.text('appearance'), type)
  if (appearance !== '') notImported.add('setting', `appearance: ${appearance}`, place)
  if (!range && row.text('parameters') !== '')
    notImported.add('setting', `parameters: ${row.text('parameters')}`, place)
  if (question.lost !== undefined)
    tell(question.list === undefined ? 'replaced' : 'setting', question.lost)

  const words = wordsOf(row, 'label', languages)
  const fitted = fitWords(words, wordsOf(row, 'hint', languages), name)
  if (fitted.isShortened || fitted.isCut) tell('shortened', 'label')
  for (const column of ['label', 'hint'])
    if (row.entries.some((each) => each.column.name === column && /\$\{[^}]*\}/.test(each.text)))
      tell('reference', column)

  const rule = ruleOf(row, survey, name)
  const field: FormField = {
    ...{ id: key, key, type, label: fitted.label },
    ...(fitted.help && { help: fitted.help }),
    ...range?.limits,
    ...(list !== undefined && { list }),
    ...(rule !== undefined && { visibleIf: rule as FormField['visibleIf'] }),
  }
  if (!isAnswerable(type)) return field

  if (isRequired(row.text('required'), tell)) field.required = true
  const constraint = row.text('constraint')
  if (constraint !== '') {
    const expression = parseExpression(constraint)
    const found = expression && limitsOfConstraint(expression, type, field)
    Object.assign(field, found?.limits)
    const isCrossed = dropCrossedLimits(field)
    if (!found || found.isPartial || isCrossed) tell('expression', `constraint: ${constraint}`)
    else if (found.isLoosened) tell('loosened', `constraint: ${constraint}`)
  }
  const message = wordsOf(row, 'constraint_message', languages)
  if (hasText(message)) {
    if (isTooLong(message, longestMessage)) tell('shortened', 'constraint_message')
    field.message = eachLanguage((locale) => (message[locale] ?? '').slice(0, longestMessage))
  }
  const standard = row.text('default')
  const value = isComputed(standard)
    ? undefined
    : fittingDefault(survey, field, answerOfText(field, standard))
  if (value !== undefined) field.default = value
  else if (standard !== '') tell('default', `default: ${standard}`)
  return field
}

/** The rule that shows a question or group; `undefined` without one, or where it is told as missing. */
export function ruleOf(row: SheetRow, survey: Survey, name: string): Rule | undefined {
  const text = row.text('relevant')
  if (text === '') return undefined
  const fieldOf = (each: string): FormField | undefined => survey.asked.get(each)
  const expression = parseExpression(text)
  const isKnown = !expression || fieldsOfExpression(expression).every(fieldOf)
  const rule = expression && isKnown ? ruleOfExpression(expression, fieldOf) : undefined
  if (rule === undefined)
    survey.notImported.add(
      ...([isKnown ? 'expression' : 'reference', `relevant: ${text}`] as const),
      ...([`survey ${row.number}`, name] as const),
    )
  return rule
}

/** How XLSForms write that something is so. */
export function isYes(text: string): boolean {
  return /^(yes|true|true\(\)|1)$/i.test(text)
}

function isRequired(text: string, tell: (reason: 'expression', what: string) => void): boolean {
  if (isYes(text)) return true
  if (text !== '' && !/^(no|false|false\(\)|0)$/i.test(text))
    tell('expression', `required: ${text}`)
  return false
}

/** `today()`, `${name}`, `1 + 1`: computed while one fills the form. */
function isComputed(text: string): boolean {
  return /\$\{|^[\w-]+\(.*\)$/s.test(text)
}

/** A range of numbers as pyxform reads it, from 1 to 10 where nothing else is said. */
function rangeOf(row: SheetRow): Pick<FormField, 'type'> & { limits: Partial<FormField> } {
  const given = parametersOf(row.text('parameters'))
  const number = (name: string, fallback: number): number => {
    const value = Number(given.get(name) ?? fallback)
    return Number.isFinite(value) ? value : fallback
  }
  const [start, end] = [number('start', 1), number('end', 10)]
  // A range may run downwards, with a negative step.
  const [min, max, step] = [Math.min(start, end), Math.max(start, end), Math.abs(number('step', 1))]
  const isRating =
    /\brating\b/i.test(row.text('appearance')) && min === 1 && max === 5 && step === 1
  if (isRating) return { type: 'rating', limits: {} }
  const type = [min, max, step].every(Number.isInteger) ? 'integer' : 'decimal'
  return { type, limits: { min, max, ...(step > 0 && { step }) } }
}
