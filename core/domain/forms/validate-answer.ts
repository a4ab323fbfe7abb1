import { z } from 'zod'
import { type StagedFile, stagedFileSchema } from '../../contract/activities.ts'
import type { FormDefinition, FormField } from '../../contract/form-definition.ts'
import { localTime } from '../../contract/form-definition.ts'
import { id, richText } from '../../contract/scalars.ts'
import { richTextLength } from '../../richtext/delta-to-text.ts'
import { isValidInstant } from '../time/instant.ts'
import { parseLocalDate } from '../time/local-date.ts'
import { type Answers, isEmpty, shownParts } from './answers.ts'
import { bestRating } from './field-types.ts'
import { formLimits } from './form-limits.ts'
import { optionsOf, questionsOf } from './form-parts.ts'
import { patternOf } from './pattern.ts'
import type { AnswerProblemCode } from './problem-codes.ts'

export interface AnswerProblem {
  readonly fieldId: string
  readonly code: AnswerProblemCode
}

/**
 * What keeps answers from being submitted, in the order of the form; hidden fields are not asked.
 *
 * @param concerns the fields to look at, by id; all of them unless it is given
 */
export function answerProblems(
  form: FormDefinition,
  answers: Answers,
  concerns: (fieldId: string) => boolean = () => true,
): AnswerProblem[] {
  const { fields } = shownParts(form, answers)
  return questionsOf(form).flatMap((field) => {
    if (!fields.has(field.id) || !concerns(field.id)) return []
    const code = answerProblem(form, field, answers[field.id])
    return code === undefined ? [] : [{ fieldId: field.id, code }]
  })
}

/** What is wrong with one answer; `undefined` when nothing is. */
export function answerProblem(
  form: Pick<FormDefinition, 'lists'>,
  field: FormField,
  answer: unknown,
): AnswerProblemCode | undefined {
  if (isEmpty(answer)) return field.required === true ? 'required' : undefined
  switch (field.type) {
    case 'text':
    case 'longText':
      return typeof answer === 'string' ? textProblem(field, answer) : 'type'
    case 'richText': {
      const parsed = richText.safeParse(answer)
      if (!parsed.success) return 'type'
      return richTextLength(parsed.data) > formLimits.textLength ? 'tooLong' : undefined
    }
    case 'choice':
      return typeof answer === 'string' ? optionProblem(form, field, [answer]) : 'type'
    case 'choices':
      return isTextList(answer)
        ? (entriesProblem(answer, formLimits.options) ?? optionProblem(form, field, answer))
        : 'type'
    case 'boolean':
      return typeof answer === 'boolean' ? undefined : 'type'
    case 'integer':
    case 'decimal':
      return typeof answer === 'number' && Number.isFinite(answer)
        ? numberProblem(field, answer)
        : 'type'
    case 'rating':
      return Number.isInteger(answer) && inRange(answer as number, 1, bestRating)
        ? undefined
        : 'type'
    case 'date':
      return isDay(answer) ? dayProblem(field, answer) : 'type'
    case 'time':
      return localTime.safeParse(answer).success ? undefined : 'type'
    case 'dateTime':
      return isValidInstant(answer) ? undefined : 'type'
    case 'user':
    case 'contact':
      return isTextList(answer) && answer.every((each) => id.safeParse(each).success)
        ? severalProblem(field, answer)
        : 'type'
    case 'product':
      return isTextList(answer) && answer.every((each) => each.length <= maxReferenceLength)
        ? severalProblem(field, answer)
        : 'type'
    case 'emailCopy':
      if (!isTextList(answer)) return 'type'
      return (
        entriesProblem(answer) ??
        (answer.every((each) => email.safeParse(each).success) ? undefined : 'email')
      )
    case 'file':
      return isFileList(answer) ? severalProblem(field, answer) : 'type'
    case 'signature':
      return isFileList(answer) && answer.length === 1 ? undefined : 'type'
    case 'heading':
      return undefined
  }
}

const maxReferenceLength = 100
const email = z.email().max(254)
const fileList = z.array(stagedFileSchema)

function isFileList(answer: unknown): answer is StagedFile[] {
  return fileList.safeParse(answer).success
}

function isTextList(answer: unknown): answer is string[] {
  return Array.isArray(answer) && answer.every((each) => typeof each === 'string')
}

function isDay(answer: unknown): answer is string {
  return typeof answer === 'string' && parseLocalDate(answer) !== undefined
}

function textProblem({ maxLength, pattern }: FormField, text: string) {
  if (text.length > (maxLength ?? formLimits.textLength)) return 'tooLong'
  // An expression that is not understood refuses nothing: it was not published by this version.
  if (pattern !== undefined && patternOf(pattern)?.matches(text) === false) return 'pattern'
  return undefined
}

function optionProblem(
  form: Pick<FormDefinition, 'lists'>,
  field: FormField,
  values: readonly string[],
) {
  const options = optionsOf(form, field).filter(({ archived }) => archived !== true)
  const isOffered = (value: string): boolean => options.some((option) => option.value === value)
  return values.every(isOffered) ? undefined : 'option'
}

function numberProblem({ type, min, max, step }: FormField, number: number) {
  if (type === 'integer' && !Number.isInteger(number)) return 'notWhole'
  if (!inRange(number, asNumber(min), asNumber(max))) return 'numberRange'
  return step === undefined || isOnStep(number - (asNumber(min) ?? 0), step) ? undefined : 'step'
}

/** Decimal fractions are not exact: 0.3 is three steps of 0.1. */
function isOnStep(distance: number, step: number): boolean {
  const steps = distance / step
  return Math.abs(steps - Math.round(steps)) < 1e-9 * Math.max(1, Math.abs(steps))
}

function dayProblem({ min, max }: FormField, day: string) {
  const isLate = typeof max === 'string' && day > max
  return isLate || (typeof min === 'string' && day < min) ? 'dateRange' : undefined
}

function severalProblem({ multiple }: FormField, entries: readonly unknown[]) {
  return entriesProblem(entries, multiple === true ? formLimits.entries : 1)
}

function entriesProblem(entries: readonly unknown[], max: number = formLimits.entries) {
  return entries.length > max ? 'tooMany' : undefined
}

const asNumber = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : undefined

function inRange(number: number, min?: number, max?: number): boolean {
  return (min === undefined || number >= min) && (max === undefined || number <= max)
}
