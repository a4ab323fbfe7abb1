import type { FormDefinition, FormField } from '../../contract/form-definition.ts'
import { fieldsOf, optionsOf, questionsOf } from './form-parts.ts'

export const changeCodes = [
  // Compatible: reports of the version before read the same.
  'words',
  'order',
  'fieldAdded',
  'optionAdded',
  'loosened',
  'rule',
  // To be known before publishing: what was answered so far is not answered so any more.
  'requiredFieldAdded',
  'madeRequired',
  'narrowed',
  'fieldRemoved',
  'typeChanged',
  'optionRemoved',
] as const
export type ChangeCode = (typeof changeCodes)[number]

const compatible: ReadonlySet<ChangeCode> = new Set([
  ...(['words', 'order', 'fieldAdded', 'optionAdded', 'loosened', 'rule'] as const),
])

export interface VersionChange {
  readonly code: ChangeCode
  /** The field; `null` for the whole form. */
  readonly fieldId: string | null
  /** Values of the options that were added or removed. */
  readonly values: readonly string[]
}

/** Whether nothing that was answered with the version before is concerned. */
export function isCompatible({ code }: Pick<VersionChange, 'code'>): boolean {
  return compatible.has(code)
}

/**
 * What a new version changes (FRM-06), field by field in its order, then what it removes. Fields are
 * the same by their id: a change of type is a new field with a new key, and is told as such where a
 * device wrote otherwise.
 */
export function versionChanges(before: FormDefinition, after: FormDefinition): VersionChange[] {
  const old = new Map(questionsOf(before).map((field) => [field.id, field]))
  const kept = new Set(questionsOf(after).map(({ id }) => id))
  const changes = questionsOf(after).flatMap((field): VersionChange[] => {
    const was = old.get(field.id)
    if (was) return fieldChanges(before, was, after, field)
    return [change(field.required === true ? 'requiredFieldAdded' : 'fieldAdded', field.id)]
  })
  const removed = [...old.keys()].filter((id) => !kept.has(id))
  return [
    ...formChanges(before, after),
    ...changes,
    ...removed.map((id) => change('fieldRemoved', id)),
  ]
}

function change(
  code: ChangeCode,
  fieldId: string | null = null,
  values: readonly string[] = [],
): VersionChange {
  return { code, fieldId, values }
}

function formChanges(before: FormDefinition, after: FormDefinition): VersionChange[] {
  const changes: VersionChange[] = []
  if (!isSame(wordsOfForm(before), wordsOfForm(after))) changes.push(change('words'))
  const common = new Set(fieldsOf(before).map(({ id }) => id))
  const placesOf = (form: FormDefinition, others: ReadonlySet<string>): string[] =>
    form.sections.flatMap((section) =>
      section.fields.flatMap(({ id }) => (others.has(id) ? [`${section.id}/${id}`] : [])),
    )
  const inBoth = new Set(
    fieldsOf(after)
      .map(({ id }) => id)
      .filter((id) => common.has(id)),
  )
  if (!isSame(placesOf(before, inBoth), placesOf(after, inBoth))) changes.push(change('order'))
  return changes
}

function fieldChanges(
  before: FormDefinition,
  was: FormField,
  after: FormDefinition,
  field: FormField,
): VersionChange[] {
  const { id } = field
  if (was.type !== field.type) return [change('typeChanged', id)]
  const changes: VersionChange[] = []
  if (!isSame(wordsOf(before, was), wordsOf(after, field))) changes.push(change('words', id))
  if (!isSame(was.visibleIf, field.visibleIf)) changes.push(change('rule', id))
  if (was.required !== true && field.required === true) changes.push(change('madeRequired', id))
  if (was.required === true && field.required !== true) changes.push(change('loosened', id))
  const narrowed = limitsNarrowed(was, field)
  if (narrowed !== undefined) changes.push(change(narrowed ? 'narrowed' : 'loosened', id))
  const [had, has] = [offered(before, was), offered(after, field)]
  const gone = had.filter((value) => !has.includes(value))
  const come = has.filter((value) => !had.includes(value))
  if (gone.length > 0) changes.push(change('optionRemoved', id, gone))
  if (come.length > 0) changes.push(change('optionAdded', id, come))
  return changes
}

/** Whether other answers than before are refused; `undefined` when the limits are the same. */
function limitsNarrowed(was: FormField, is: FormField): boolean | undefined {
  const limitsOf = ({ min, max, step, maxLength, pattern, multiple }: FormField) => [
    ...[min, max, step, maxLength, pattern, multiple === true],
  ]
  if (isSame(limitsOf(was), limitsOf(is))) return undefined
  return (
    isRaised(was.min, is.min) ||
    isRaised(is.max, was.max, true) ||
    isRaised(is.maxLength, was.maxLength, true) ||
    (is.step !== undefined && was.step !== is.step) ||
    (is.pattern !== undefined && was.pattern !== is.pattern) ||
    (was.multiple === true && is.multiple !== true)
  )
}

/** Whether a bound keeps more out than before; with `isUpper` the two are given the other way round. */
function isRaised(
  from: string | number | undefined,
  to: string | number | undefined,
  isUpper = false,
) {
  const [given, other] = isUpper ? [from, to] : [to, from]
  if (given === undefined) return false
  return other === undefined || (isUpper ? given < other : given > other)
}

function offered(form: FormDefinition, field: FormField): string[] {
  return optionsOf(form, field).flatMap(({ value, archived }) => (archived === true ? [] : [value]))
}

const wordsOfForm = ({ title, description, sections }: FormDefinition) => [
  ...[title, description],
  sections.map((section) => [section.id, section.title]),
  sections.flatMap(({ fields }) =>
    fields.filter(({ type }) => type === 'heading').map(({ id, label, help }) => [id, label, help]),
  ),
]

const wordsOf = (form: FormDefinition, field: FormField) => [
  ...[field.label, field.help, field.message, field.unit, field.key],
  optionsOf(form, field).map(({ value, label }) => [value, label]),
]

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
