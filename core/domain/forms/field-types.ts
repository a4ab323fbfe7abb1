/** What a field of a form asks for (FRM-02). */
export const fieldTypes = [
  'text',
  'longText',
  'richText',
  'choice',
  'choices',
  'boolean',
  'integer',
  'decimal',
  'date',
  'time',
  'dateTime',
  'rating',
  'user',
  'contact',
  'product',
  'file',
  'signature',
  'emailCopy',
  /** Says something and asks nothing. */
  'heading',
] as const
export type FieldType = (typeof fieldTypes)[number]

/** Settings of a field that only some types have. */
export type FieldSetting =
  'min' | 'max' | 'step' | 'unit' | 'maxLength' | 'pattern' | 'list' | 'multiple' | 'default'

const numeric = ['min', 'max', 'step', 'unit', 'default'] as const

/** Which settings mean something for which type; others are ignored. */
export const settingsOfType: Readonly<Record<FieldType, readonly FieldSetting[]>> = {
  text: ['maxLength', 'pattern', 'default'],
  longText: ['maxLength', 'default'],
  richText: [],
  choice: ['list', 'default'],
  choices: ['list', 'default'],
  boolean: ['default'],
  integer: numeric,
  decimal: numeric,
  date: ['min', 'max', 'default'],
  time: ['default'],
  dateTime: [],
  rating: ['default'],
  user: ['multiple'],
  contact: ['multiple'],
  product: ['multiple'],
  file: ['multiple'],
  signature: [],
  emailCopy: [],
  heading: [],
}

export function isAnswerable(type: FieldType): boolean {
  return type !== 'heading'
}

/** The best mark of a rating; the least is 1. */
export const bestRating = 5
