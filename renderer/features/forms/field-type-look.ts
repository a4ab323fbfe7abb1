import type { FieldType } from '../../../core/domain/forms/field-types.ts'

/** The sign of each type of field. */
export const fieldTypeIcons: Readonly<Record<FieldType, string>> = {
  text: 'i-lucide-text-cursor-input',
  longText: 'i-lucide-align-left',
  richText: 'i-lucide-bold',
  choice: 'i-lucide-circle-dot',
  choices: 'i-lucide-square-check',
  boolean: 'i-lucide-toggle-left',
  integer: 'i-lucide-hash',
  decimal: 'i-lucide-percent',
  date: 'i-lucide-calendar-days',
  time: 'i-lucide-clock',
  dateTime: 'i-lucide-calendar-clock',
  rating: 'i-lucide-star',
  user: 'i-lucide-user',
  contact: 'i-lucide-contact-round',
  product: 'i-lucide-package-search',
  file: 'i-lucide-paperclip',
  signature: 'i-lucide-pen-line',
  emailCopy: 'i-lucide-mail',
  heading: 'i-lucide-heading',
}

/** The types as the palette groups them. */
export const fieldTypeGroups = [
  { name: 'text', types: ['text', 'longText', 'richText'] },
  { name: 'choice', types: ['choice', 'choices', 'boolean', 'rating'] },
  { name: 'number', types: ['integer', 'decimal'] },
  { name: 'moment', types: ['date', 'time', 'dateTime'] },
  { name: 'record', types: ['user', 'contact', 'product'] },
  { name: 'file', types: ['file', 'signature', 'emailCopy'] },
] as const satisfies readonly { name: string; types: readonly FieldType[] }[]
