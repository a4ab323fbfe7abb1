import type { Locale } from '../../contract/scalars.ts'
import type { AskReason, Extracted, ExtractionContext, SlotValue } from './extracted.ts'
import { fold, type FoldedText } from './folded-text.ts'

/** What a person said, ready to be read in one language. */
export interface Reply {
  readonly source: string
  readonly folded: FoldedText
  /** `folded.text`. */
  readonly text: string
  readonly locale: Locale
  readonly context: ExtractionContext
  /** How many words. */
  readonly words: number
}

/** Longer replies are read up to here. */
export const longestReply = 5_000

export function readReply(
  source: string,
  context: ExtractionContext,
  locale: Locale = context.locale,
): Reply {
  const folded = fold(source.slice(0, longestReply))
  const words = folded.text.split(' ').filter((word) => word !== '').length
  return { source, folded, text: folded.text, locale, context, words }
}

export interface Finding {
  /** In the folded text. */
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly confirm?: boolean | undefined
  readonly alternatives?: readonly SlotValue[] | undefined
}

/** Below this a person is asked whether it is right. */
const sureEnough = 0.75

/** A value read from a stretch of the folded reply. */
export function filled(reply: Reply, value: SlotValue, finding: Finding): Extracted {
  return filledAt(reply, value, reply.folded.span(finding.start, finding.end), finding)
}

/** The same of a stretch of the reply as it was given. */
export function filledAt(
  { source }: Reply,
  value: SlotValue,
  span: readonly [number, number],
  { confidence, confirm = false, alternatives }: Omit<Finding, 'start' | 'end'>,
): Extracted {
  return {
    status: 'filled',
    value,
    confidence,
    confirm: confirm || confidence < sureEnough,
    quote: source.slice(...span),
    span,
    ...(alternatives && alternatives.length > 0 && { alternatives }),
  }
}

/** All of the reply without the blanks around it. */
export function whole({ text }: Reply): { start: number; end: number } {
  const start = text.length - text.trimStart().length
  return { start, end: Math.max(start, text.trimEnd().length) }
}

export function ask(reason: AskReason, alternatives?: readonly SlotValue[]): Extracted {
  return { status: 'ask', reason, ...(alternatives && alternatives.length > 0 && { alternatives }) }
}

export const none: Extracted = { status: 'none' }

const approximate: Readonly<Record<Locale, RegExp>> = {
  fr: /\b(?:environ|a peu pres|autour de|aux alentours|dans les|grosso modo|plus ou moins|presque|quasi(?:ment)?|une bonne|une petite|approximativement)\b/,
  en: /\b(?:about|around|roughly|approximately|approx|nearly|almost|or so|more or less|give or take)\b/,
}

export function isApproximate({ text, locale }: Reply): boolean {
  return approximate[locale].test(text)
}

const boundBefore =
  /\b(?:moins|plus|au moins|au plus|(?:au )?maxi(?:mum)?|(?:au )?mini(?:mum)?|jusqu'a|pas plus|under|over|less than|more than|fewer than|at least|at most|up to|below|above|no more than|fois|times|x)(?: (?:de|d'|que|of))? ?$/
const boundAfter =
  /^ ?(?:[a-z€$£%]+ ){0,2}(?:[a-z€$£%]+,? )?(?:maxi(?:mum)?|mini(?:mum)?|max|min|au (?:plus|moins)|a peine|at (?:most|least)|or (?:more|less|so)|ou (?:plus|moins)|et (?:plus|quelques)|plus or minus|moins \d+|minus \d+|less \d+|de (?:plus|moins|trop)|more|fewer|extra|fois|times|au lieu d[eu]|instead of|on top of)\b/
const rateAfter =
  /^ ?(?:[a-z€$£%]+ )?(?:(?:par|per|chaque|each|every) [a-z]+|(?:each|chacune?|piece|l'unite)\b|\/ ?(?:mois|jour|semaine|month|week|day)\b|a (?:day|week|month|year|piece|head|time)\b)/

/** "moins de dix", "200 euros par mois", "3 fois 200": a number that is not yet what was asked for. */
export function isBoundOrRate(
  { text }: Pick<Reply, 'text'>,
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const before = text.slice(Math.max(0, start - 20), start)
  const after = text.slice(end, end + 40)
  return boundBefore.test(before) || boundAfter.test(after) || rateAfter.test(after)
}

const between: Readonly<Record<Locale, RegExp>> = {
  fr: /(?:entre|de)\s*$/,
  en: /(?:between|from)\s*$/,
}

/** "entre 10 et 15", "10 à 15", "10 or 15": whether two values are the ends of a range, or a choice. */
export function isRange(
  { text, locale }: Reply,
  first: { readonly start: number; readonly end: number },
  second: { readonly start: number; readonly end: number },
): boolean {
  const middle = text.slice(first.end, second.start).trim()
  const before = text.slice(Math.max(0, first.start - 14), first.start)
  if (/^(?:et|and)$/.test(middle)) return between[locale].test(before)
  // "Cinq six cartons", "dans les 20 25 %".
  if (middle === '') return true
  return /^(?:a|ou|or|to|-|jusqu'?a|voire|ou bien|ou peut-etre|or maybe)$/.test(middle)
}
