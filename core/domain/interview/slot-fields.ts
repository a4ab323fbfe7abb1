import type { FormDefinition, FormField, FormOption } from '../../contract/form-definition.ts'
import type { DeltaOp } from '../../contract/scalars.ts'
import type { SlotValue } from '../extraction/extracted.ts'
import type { SlotField, SlotOption, SlotType } from '../extraction/slot-field.ts'
import { bestRating, type FieldType } from '../forms/field-types.ts'
import { optionsOf, questionsOf } from '../forms/form-parts.ts'
import { resolveWallTime } from '../time/wall-time.ts'

/** Somebody who can be named in an answer. */
export interface NamedPerson {
  readonly id: string
  /** First name first. */
  readonly name: string
}

/** Who can be named: colleagues and the customer's contacts (AIR-06). */
export interface People {
  readonly users: readonly NamedPerson[]
  readonly contacts: readonly NamedPerson[]
}

/** Types that cannot be said: the form and the review ask for them. */
const unsayable: readonly FieldType[] = ['file', 'signature', 'heading']

/** Whether a conversation can ask for the field. */
export function isSayable(type: FieldType): boolean {
  return !unsayable.includes(type)
}

/** The fields of a form as the extraction sees them, in the form's order. */
export function slotFields(definition: FormDefinition, people: People): SlotField[] {
  return questionsOf(definition).flatMap((field) => slotField(definition, field, people) ?? [])
}

/** One field as the extraction sees it; `undefined` for one that cannot be said. */
export function slotField(
  definition: Pick<FormDefinition, 'lists'>,
  field: FormField,
  people: People,
): SlotField | undefined {
  const type = slotType(field)
  if (type === undefined) return undefined
  const options = slotOptions(definition, field, people)
  const currency = type === 'money' ? currencyOf(field.unit) : undefined
  const { min, max } = limitsOf(field)
  return {
    ...{ key: field.id, type, label: field.label },
    ...(options && { options }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(currency !== undefined && { currency }),
  }
}

function slotType(field: FormField): SlotType | undefined {
  switch (field.type) {
    case 'text':
    case 'product':
      return 'shorttext'
    case 'longText':
    case 'richText':
      return 'text'
    case 'choice':
      return 'choice'
    case 'choices':
      return 'multichoice'
    case 'boolean':
    case 'date':
    case 'time':
    case 'rating':
      return field.type
    case 'dateTime':
      return 'datetime'
    case 'integer':
    case 'decimal':
      return numericType(field)
    case 'user':
    case 'contact':
      return field.multiple === true ? 'multichoice' : 'choice'
    case 'emailCopy':
      return 'email'
    case 'file':
    case 'signature':
    case 'heading':
      return undefined
  }
}

const currencies: Readonly<Record<string, string>> = {
  ...{ '€': 'EUR', euro: 'EUR', euros: 'EUR', $: 'USD', '£': 'GBP' },
  ...{ eur: 'EUR', usd: 'USD', gbp: 'GBP', chf: 'CHF', cad: 'CAD' },
}
const minuteUnits: readonly string[] = ['min', 'mn', 'minute', 'minutes']

function currencyOf(unit: string | undefined): string | undefined {
  return unit === undefined ? undefined : currencies[unit.trim().toLowerCase()]
}

function numericType({ type, unit }: FormField): SlotType {
  const plain = unit?.trim().toLowerCase() ?? ''
  if (currencyOf(unit) !== undefined) return 'money'
  if (plain === '%') return 'percent'
  if (minuteUnits.includes(plain)) return 'duration'
  return type === 'integer' ? 'integer' : 'number'
}

function limitsOf(field: FormField): Pick<SlotField, 'min' | 'max'> {
  if (field.type === 'rating') return { min: 1, max: bestRating }
  return {
    ...(field.min !== undefined && { min: field.min }),
    ...(field.max !== undefined && { max: field.max }),
  }
}

function slotOptions(
  definition: Pick<FormDefinition, 'lists'>,
  field: FormField,
  people: People,
): SlotOption[] | undefined {
  if (field.type === 'user') return people.users.map(personOption)
  if (field.type === 'contact') return people.contacts.map(personOption)
  if (field.type !== 'choice' && field.type !== 'choices') return undefined
  return optionsOf(definition, field)
    .filter(({ archived }: FormOption) => archived !== true)
    .map(({ value, label }) => ({ value, label }))
}

/** Found by the whole name, the first name or the last name. */
function personOption({ id, name }: NamedPerson): SlotOption {
  const parts = name.split(/\s+/).filter(Boolean)
  const synonyms = parts.length > 1 ? [parts[0]!, parts.slice(1).join(' ')] : []
  return { value: id, label: { fr: name, en: name }, synonyms }
}

/**
 * A value as the answer of a form (`core/domain/forms/answers.ts`).
 *
 * @param tz the activity's zone: a moment is one there (AIR-06)
 * @returns `undefined` where the value does not fit, or the clocks of the zone never showed that time
 */
export function answerOfSlot(field: FormField, value: SlotValue, tz: string): unknown {
  switch (field.type) {
    case 'user':
    case 'contact':
    case 'choices':
      return typeof value === 'string' ? [value] : isList(value) ? [...value] : undefined
    case 'emailCopy':
      return typeof value === 'string' ? [value] : undefined
    case 'product':
      return typeof value === 'string' ? references(value) : undefined
    case 'dateTime':
      return typeof value === 'string' ? momentOf(value, tz) : undefined
    case 'richText':
      return typeof value === 'string' ? textDelta(value) : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'integer':
    case 'decimal':
      return numberOf(field, value)
    case 'rating':
      return typeof value === 'number' ? value : undefined
    case 'text':
    case 'longText':
    case 'choice':
    case 'date':
    case 'time':
      return typeof value === 'string' ? value : undefined
    case 'file':
    case 'signature':
    case 'heading':
      return undefined
  }
}

function isList(value: SlotValue): value is readonly string[] {
  return Array.isArray(value)
}

/** An amount in another currency than the field's is no answer to it: nothing is converted. */
function numberOf({ unit }: FormField, value: SlotValue): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value !== 'object' || !('amount' in value)) return undefined
  return value.currency === currencyOf(unit) ? value.amount : undefined
}

/** A hidden hour is asked for again; of a repeated one the first pass counts. */
function momentOf(local: string, tz: string): number | undefined {
  const [date = '', time = ''] = local.split('T')
  const resolved = resolveWallTime({ date, time }, tz, 'first')
  if (resolved.kind === 'exact') return resolved.at
  return resolved.kind === 'ambiguous' ? resolved.firstAt : undefined
}

/** "GDB1330, OX 388D et WK 9016": each is one. */
function references(text: string): string[] {
  return text
    .split(/[,;\n]|\s+(?:et|and)\s+/i)
    .map((each) => each.trim())
    .filter(Boolean)
}

function textDelta(text: string): DeltaOp[] {
  return [{ insert: text.endsWith('\n') ? text : `${text}\n` }]
}
