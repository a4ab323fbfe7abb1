import type { Locale } from '../../contract/scalars.ts'
import type { Extracted, ExtractionContext } from './extracted.ts'
import { readSlot } from './read-slot.ts'
import type { SlotField, SlotOption } from './slot-field.ts'

/** Tuesday 13 October 2026, in the morning, in France. */
export function sampleContext(locale: Locale): ExtractionContext {
  return { locale, now: '2026-10-13T10:00', country: 'FR' }
}

export function slotOf(field: Partial<SlotField> & Pick<SlotField, 'type'>): SlotField {
  return { key: field.type, label: {}, ...field }
}

/** Options whose values are their French labels. */
export function optionsOf(...labels: readonly (readonly [fr: string, en: string])[]): SlotOption[] {
  return labels.map(([fr, en]) => ({ value: fr, label: { fr, en } }))
}

/** What a French or an English reply is read as. */
export function readAs(
  locale: Locale,
  reply: string,
  field: Partial<SlotField> & Pick<SlotField, 'type'>,
): Extracted {
  return readSlot(reply, slotOf(field), sampleContext(locale))
}

/** The short of a reading, for tables: the value, the value with `?` to confirm, or why not. */
export function briefOf(read: Extracted): string {
  if (read.status === 'ask') return `ask ${read.reason}`
  if (read.status !== 'filled') return read.status
  const value = typeof read.value === 'string' ? read.value : JSON.stringify(read.value)
  return read.confirm ? `${value}?` : value
}
