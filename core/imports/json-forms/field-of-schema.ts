import type { FormField, FormOption } from '../../contract/form-definition.ts'
import type { FieldType } from '../../domain/forms/field-types.ts'
import { formLimits } from '../../domain/forms/form-limits.ts'
import { patternOf } from '../../domain/forms/pattern.ts'
import { fitLabel } from '../forms/fit-text.ts'
import { isList, isObject, type Json, resolved } from './json-schema.ts'

export interface SchemaField {
  readonly type: FieldType
  readonly limits: Partial<FormField>
  readonly options?: FormOption[]
  /** Keywords of the schema that have no equal here. */
  readonly lost: readonly string[]
}

/** Keywords that say nothing about an answer, or are read elsewhere. */
const silent = [
  ...['$id', '$schema', '$comment', '$defs', 'definitions', 'title', 'description', 'examples'],
  ...['type', 'default', 'i18n', 'label'],
]
const emailPattern = '[^@\\s]+@[^@\\s]+\\.[^@\\s]+'
const longestValue = 100

/** What a schema asks for; `undefined` where no field does. */
export function fieldOfSchema(schema: Json, isMultiline: boolean, root: Json) {
  const read = new Set(silent)
  const field = kindOf(schema, isMultiline, root, read)
  const lost = Object.keys(schema).filter((keyword) => !read.has(keyword))
  return field && { ...field, lost: lost.map((keyword) => shown(keyword, schema[keyword])) }
}

type Kind = Omit<SchemaField, 'lost'>

/** @param read gets the keywords that the field says as well */
function kindOf(
  schema: Json,
  isMultiline: boolean,
  root: Json,
  read: Set<string>,
): Kind | undefined {
  const options = optionsOf(schema, read)
  if (options) return { type: 'choice', limits: {}, options }
  switch (typeOf(schema)) {
    case 'string':
      return textKind(schema, isMultiline, read)
    case 'integer':
      return { type: 'integer', limits: numberLimits(schema, 1, read) }
    case 'number':
      return { type: 'decimal', limits: numberLimits(schema, undefined, read) }
    case 'boolean':
      return { type: 'boolean', limits: {} }
    case 'array': {
      const items = resolved(schema.items, root)
      const offered = items && optionsOf(items, new Set())
      if (!offered) return undefined
      read.add('items').add('uniqueItems')
      return { type: 'choices', limits: {}, options: offered }
    }
    default:
      return undefined
  }
}

function typeOf({ type }: Json): unknown {
  if (!isList(type)) return type
  const [only, ...others] = type.filter((each) => each !== 'null')
  return others.length === 0 ? only : undefined
}

/** `enum`, or `oneOf` with a constant and a title each; numbers are written as text. */
function optionsOf(schema: Json, read: Set<string>): FormOption[] | undefined {
  const { enum: values, oneOf } = schema
  const pairs = isList(values)
    ? values.map((value) => [value, value] as const)
    : isList(oneOf)
      ? oneOf.map((each) =>
          isObject(each) ? ([each.const, each.title ?? each.const] as const) : ([] as const),
        )
      : []
  const options = new Map<string, FormOption>()
  for (const [value, label] of pairs) {
    if (value === null) continue
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    const text = String(value)
    if (text.trim() === '') continue
    if (text.length > longestValue) return undefined
    const words = typeof label === 'string' && label.trim() !== '' ? label : text
    options.set(text, { value: text, label: fitLabel({ fr: words }) })
  }
  if (options.size === 0) return undefined
  read.add(isList(values) ? 'enum' : 'oneOf')
  return [...options.values()]
}

function textKind(schema: Json, isMultiline: boolean, read: Set<string>): Kind {
  const formats: Readonly<Record<string, FieldType>> = {
    ...{ date: 'date', time: 'time', 'date-time': 'dateTime' },
  }
  const { format, maxLength, pattern } = schema
  const type = typeof format === 'string' && Object.hasOwn(formats, format) && formats[format]
  if (type) {
    read.add('format')
    return { type, limits: {} }
  }
  const limits: Partial<FormField> = {}
  if (isWhole(maxLength) && maxLength >= 1 && maxLength <= formLimits.textLength) {
    limits.maxLength = maxLength
    read.add('maxLength')
  }
  if (isMultiline) return { type: 'longText', limits }
  const source = typeof pattern === 'string' ? wholePattern(pattern) : undefined
  if (source !== undefined && source.length <= formLimits.patternLength && patternOf(source)) {
    limits.pattern = source
    read.add('pattern')
  } else if (format === 'email' && pattern === undefined) {
    limits.pattern = emailPattern
    read.add('format')
  }
  return { type: 'text', limits }
}

/** Patterns of JSON Schema match a part of the text, those of forms all of it. */
function wholePattern(pattern: string): string {
  const anchored = /^\^([^|]*)\$$/.exec(pattern)?.[1]
  return anchored !== undefined && !anchored.endsWith('\\')
    ? anchored
    : `(?s:.*)(?:${pattern})(?s:.*)`
}

/** @param unit the distance of two neighbouring numbers, where there is one */
function numberLimits(schema: Json, unit: number | undefined, read: Set<string>) {
  const limits: Partial<FormField> = {}
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  if (isNumber(minimum)) {
    limits.min = minimum
    read.add('minimum')
  }
  if (isNumber(maximum)) {
    limits.max = maximum
    read.add('maximum')
  }
  if (unit !== undefined && isWhole(exclusiveMinimum)) {
    limits.min = Math.max(exclusiveMinimum + unit, isNumber(minimum) ? minimum : -Infinity)
    read.add('exclusiveMinimum')
  }
  if (unit !== undefined && isWhole(exclusiveMaximum)) {
    limits.max = Math.min(exclusiveMaximum - unit, isNumber(maximum) ? maximum : Infinity)
    read.add('exclusiveMaximum')
  }
  // Steps are counted from the least number here, and from 0 there.
  const from = isNumber(limits.min) ? limits.min : 0
  if (isNumber(multipleOf) && multipleOf > 0 && Number.isInteger(from / multipleOf)) {
    limits.step = multipleOf
    read.add('multipleOf')
  }
  return limits
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value)
const isWhole = (value: unknown): value is number => Number.isInteger(value)

function shown(keyword: string, value: unknown): string {
  return typeof value === 'object' ? keyword : `${keyword}: ${JSON.stringify(value)}`
}
