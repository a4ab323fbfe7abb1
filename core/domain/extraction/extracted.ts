import type { Locale } from '../../contract/scalars.ts'

/**
 * A value by the type of its field:
 *
 * - `date`: `YYYY-MM-DD`; `time`: `HH:MM`; `datetime`: `YYYY-MM-DDTHH:MM`, local;
 * - `integer`, `number`, `percent`, `rating`: the number; `duration`: minutes;
 * - `money`: amount in the currency's main unit, and the currency;
 * - `boolean`; `choice`: the option's value; `multichoice`: a list of them;
 * - `phone`: E.164; `email`, `shorttext`, `text`: text.
 */
export type SlotValue = string | number | boolean | readonly string[] | Money

export interface Money {
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
}

/** Why a person has to be asked again. */
export const askReasons = [
  /** A stretch where one value is needed. */
  'range',
  'several',
  /** A part of a month or year where a day is needed. */
  'period',
  'time_missing',
  'date_missing',
  'other_scale',
  'out_of_range',
  'weak_match',
  /** "It depends". */
  'depends',
] as const
export type AskReason = (typeof askReasons)[number]

/** What a person wants of the conversation instead of answering. */
export const replyCommands = ['skip', 'repeat', 'back', 'stop', 'done'] as const
export type ReplyCommand = (typeof replyCommands)[number]

export interface FilledSlot {
  readonly status: 'filled'
  readonly value: SlotValue
  /** 0 to 1. */
  readonly confidence: number
  /** Whether the person should say yes before it counts. */
  readonly confirm: boolean
  /** The words it was read from, and where they are in the reply: from and to, in UTF-16 units. */
  readonly quote: string
  readonly span: readonly [number, number]
  /** Other readings, the likeliest first. */
  readonly alternatives?: readonly SlotValue[]
}

/** What one field gets from one reply. */
export type Extracted =
  | FilledSlot
  | {
      readonly status: 'ask'
      readonly reason: AskReason
      readonly alternatives?: readonly SlotValue[]
      readonly quote?: string
    }
  | { readonly status: ReplyCommand }
  | { readonly status: 'none' }

/** What a reply is read with. */
export interface ExtractionContext {
  /** The language of the interface; replies in the other one are read too. */
  readonly locale: Locale
  /** Local date and time that "tomorrow" counts from, `YYYY-MM-DDTHH:MM`: those of the activity. */
  readonly now: string
  /** ISO 3166-1 alpha-2, for telephone numbers without a country. */
  readonly country: string
}
