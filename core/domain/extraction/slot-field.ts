import type { LocalisedText } from '../../contract/scalars.ts'

/** What a question of a conversation asks for. */
export const slotTypes = [
  'date',
  'time',
  'datetime',
  'integer',
  'number',
  'percent',
  'money',
  'duration',
  'boolean',
  'choice',
  'multichoice',
  'rating',
  'phone',
  'email',
  'shorttext',
  'text',
] as const
export type SlotType = (typeof slotTypes)[number]

/** One answer of several that are offered. */
export interface SlotOption {
  /** What is stored. */
  readonly value: string
  readonly label: LocalisedText
  /** Other words for it. */
  readonly synonyms?: readonly string[]
}

/** A field as the extraction sees it: what is asked, and what an answer may be. */
export interface SlotField {
  readonly key: string
  readonly type: SlotType
  readonly label: LocalisedText
  /** `choice`, `multichoice`. */
  readonly options?: readonly SlotOption[]
  /** Least and greatest value; of a `date`, a local day. */
  readonly min?: number | string
  readonly max?: number | string
  /** ISO 4217, of `money`. */
  readonly currency?: string
  /** The day lies before, or after, the day of the activity. */
  readonly past?: boolean
  readonly future?: boolean
}
