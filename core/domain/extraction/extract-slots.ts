import { findMoney, findPercents } from './amounts.ts'
import { findDates } from './dates.ts'
import { findDurations } from './durations.ts'
import type { Extracted, ExtractionContext, FilledSlot } from './extracted.ts'
import { findNumbers } from './numbers.ts'
import { readNamedOption } from './options.ts'
import { markOutOf } from './ratings.ts'
import { readSlot, readValue } from './read-slot.ts'
import { longestReply, readReply, type Reply } from './reply.ts'
import type { SlotField, SlotType } from './slot-field.ts'
import { stem, stemsOf, wordsOf } from './stems.ts'

/** Something in a reply that could be the answer to a field of some types. */
interface Candidate {
  readonly types: readonly SlotType[]
  /** In the reply as it was given. */
  readonly start: number
  readonly end: number
  /** Of a mark: the best one that was said, or `null` for a number that could be one. */
  readonly scale?: number | null
}

type Found = Record<string, Extracted>

/** A reply of more values, or clauses, is no answer to questions; the rest is not looked at. */
const mostCandidates = 48
const mostClauses = 48

/** How far around a value a word of the field's label is looked for, in characters. */
const reach = { before: 32, after: 18 }
const focusScore = 0.6
const onlyScore = 0.5
/** From here on a value of a field that was not asked for counts without confirmation. */
const certain = 1

/**
 * Reads several answers from one reply (AIR-04): "12 commandes, le 15 mars, et rappeler Paul". What was
 * asked is read first; what else was said goes to an open field only when type and words fit.
 *
 * @returns by field key; the focused field is always among them, others only when they are filled
 */
export function extractSlots(
  source: string,
  open: readonly SlotField[],
  focused: string | null,
  context: ExtractionContext,
): Readonly<Record<string, Extracted>> {
  const asked = open.find(({ key }) => key === focused)
  const direct = asked && readSlot(source, asked, context)
  if (direct && isCommand(direct)) return { [asked.key]: direct }
  const reply = readReply(source, context)
  const candidates = findCandidates(reply)
  const found = assign(reply, open, focused, candidates)
  const others = open.filter(({ key }) => key !== focused && !found[key])
  const clauses = hearClauses(reply)
  for (const field of others) {
    const read = readInClause(reply, clauses, field)
    if (read) found[field.key] = read
  }
  if (!asked || !direct) return found
  const contradiction = contradictionOf(reply, open, asked, candidates, direct)
  if (contradiction) found[asked.key] = contradiction
  found[asked.key] ??=
    asked.type === 'shorttext' ? (firstClause(reply, asked, candidates) ?? direct) : direct
  return found
}

/**
 * Two values for one field are a contradiction, not an answer and something else; unless one of them
 * alone stands beside the name of the field.
 */
function contradictionOf(
  reply: Reply,
  open: readonly SlotField[],
  asked: SlotField,
  candidates: readonly Candidate[],
  direct: Extracted,
): Extracted | undefined {
  if (direct.status !== 'ask') return undefined
  const mine = candidates.filter(({ types }) => types.includes(asked.type))
  const rivals = open.filter((field) => mine.some(({ types }) => types.includes(field.type)))
  if (mine.length < 2 || rivals.length > 1) return undefined
  const named = mine.filter((candidate) => labelWordsNear(reply, asked, candidate) > 0)
  return named.length === 1 ? undefined : direct
}

const isCommand = ({ status }: Extracted): boolean =>
  status !== 'filled' && status !== 'ask' && status !== 'none'

function findCandidates(reply: Reply): Candidate[] {
  const { source, text, locale, context, folded } = reply
  const found: Candidate[] = []
  const add = (types: readonly SlotType[], start: number, end: number, scale?: number | null) => {
    if (found.length >= mostCandidates) return
    if (found.some((each) => each.start < end && each.end > start)) return
    found.push({ types, start, end, ...(scale !== undefined && { scale }) })
  }
  const addFolded = (
    types: readonly SlotType[],
    span: { start: number; end: number },
    scale?: number | null,
  ) => add(types, ...folded.span(span.start, span.end), scale)
  for (const match of source.matchAll(/[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g))
    add(['email'], match.index, match.index + match[0].length)
  const phone = readValue(reply, { key: '', type: 'phone', label: {} })
  if (phone.status === 'filled' && !phone.confirm) add(['phone'], ...phone.span)
  const mark = markOutOf(text, findNumbers(text, locale))
  if (mark) addFolded(['rating'], mark, mark.scale)
  for (const { start, end, day, timeSpan } of findDates(source.slice(0, longestReply), {
    locale,
    now: context.now,
  }))
    if (day !== null) {
      const isBeside = timeSpan !== null && isNextTo(source, [start, end], timeSpan)
      const [from, to] = isBeside ? timeSpan : [start, end]
      add(['date', 'datetime'], Math.min(start, from), Math.max(end, to))
    }
  for (const money of findMoney(reply)) if (money.isNamed) addFolded(['money'], money)
  for (const percent of findPercents(reply)) addFolded(['percent'], percent)
  for (const duration of findDurations(reply)) addFolded(['duration'], duration)
  for (const number of findNumbers(text, locale))
    if (!number.isWeak) addFolded(['integer', 'number', 'rating'], number, null)
  return found
}

const widestGap = 12

/** "mardi à 10h30", and not a time that belongs to something else. */
function isNextTo(
  source: string,
  [start, end]: readonly [number, number],
  [from, to]: readonly [number, number],
): boolean {
  const between = from >= end ? source.slice(end, from) : source.slice(to, start)
  return between.length <= widestGap && !/[\d,;]/.test(between)
}

/** Gives each candidate to the field that it fits best, the surest first. */
function assign(
  reply: Reply,
  open: readonly SlotField[],
  focused: string | null,
  candidates: readonly Candidate[],
): Found {
  const found: Found = {}
  const readings = open.flatMap((field) =>
    candidates.flatMap((candidate) => {
      const read = fits(field, candidate) ? readPart(reply, field, candidate) : undefined
      const near = read ? labelWordsNear(reply, field, candidate) : 0
      // A number alone is a mark only beside the name of what is marked.
      const isMark = field.type !== 'rating' || candidate.scale !== null || near > 0
      return read && isMark ? [{ field, candidate, read, near }] : []
    }),
  )
  let left = readings
  while (left.length > 0) {
    const scored = left
      .map((reading) => {
        const rivals = new Set(
          left.filter(({ candidate }) => candidate === reading.candidate).map(({ field }) => field),
        )
        const isFocused = reading.field.key === focused
        return {
          ...reading,
          score: reading.near + (isFocused ? focusScore : 0) + (rivals.size === 1 ? onlyScore : 0),
        }
      })
      .sort((a, b) => b.score - a.score)
    const [best] = scored
    if (!best || best.score <= 0) break
    const { field, candidate, read, score } = best
    const isAsked = field.key === focused
    // Another value stands as near to the name of the field.
    const isEither = scored.some(
      (each) => each !== best && each.field === field && each.near >= best.near && best.near > 0,
    )
    found[field.key] = {
      ...read,
      confidence: Math.min(read.confidence, isAsked ? 0.9 : score >= certain ? 0.8 : 0.6),
      confirm: read.confirm || isEither || (!isAsked && score < certain),
    }
    left = left.filter((each) => each.field !== field && each.candidate !== candidate)
  }
  return found
}

function fits({ type, max }: SlotField, { types, scale }: Candidate): boolean {
  if (!types.includes(type)) return false
  return type !== 'rating' || scale === null || scale === Number(max ?? 5)
}

/** How many words of the field's label stand near the value, in the same clause. */
function labelWordsNear(
  { source, locale }: Reply,
  { label }: SlotField,
  { start, end }: Candidate,
): number {
  const before =
    source
      .slice(Math.max(0, start - reach.before), start)
      .split(/[,;.!?](?=\s)/)
      .at(-1) ?? ''
  const after = source.slice(end, end + reach.after).split(/[,;.!?](?=\s|$)/)[0] ?? ''
  const near = new Set(
    wordsOf(`${before}${source.slice(start, end)}${after}`).map((word) => stem(word, locale)),
  )
  return labelStems(label, locale).filter((word) => isNear(word, near)).length
}

function labelStems(label: SlotField['label'], locale: Reply['locale']): string[] {
  const text = (label[locale] ?? label.fr ?? label.en ?? '').replace(/\(.*?\)/g, '')
  return [...new Set(stemsOf(text, locale))].filter((word) => word.length > 2)
}

const isNear = (word: string, near: ReadonlySet<string>): boolean =>
  near.has(word) ||
  (word.length > 5 &&
    [...near].some((each) => each.length > 3 && each.startsWith(word.slice(0, 4))))

/** A part of the reply as the answer to a field, with its place in the whole reply. */
function readPart(
  { source, context, locale }: Reply,
  field: SlotField,
  { start, end }: Candidate,
): FilledSlot | undefined {
  const read = readValue(readReply(source.slice(start, end), context, locale), field)
  if (read.status !== 'filled' || isOtherDirection(field, read, context.now)) return undefined
  return moved(source, read, start)
}

function isOtherDirection(
  { past, future }: SlotField,
  { value }: FilledSlot,
  now: string,
): boolean {
  if (typeof value !== 'string') return false
  const day = value.slice(0, 10)
  return (past === true && day > now.slice(0, 10)) || (future === true && day < now.slice(0, 10))
}

function moved(source: string, read: FilledSlot, by: number): FilledSlot {
  const span: [number, number] = [read.span[0] + by, read.span[1] + by]
  return { ...read, span, quote: source.slice(...span) }
}

interface Clause {
  readonly text: string
  readonly start: number
}

/** A clause, ready to be read for many fields. */
interface HeardClause extends Clause {
  readonly reply: Reply
  readonly stems: ReadonlySet<string>
}

function hearClauses({ source, context, locale }: Reply): HeardClause[] {
  return clausesOf(source.slice(0, longestReply)).map((clause) => ({
    ...clause,
    reply: readReply(clause.text, context, locale),
    stems: stemsIn(clause.text, locale),
  }))
}

const stemsIn = (text: string, locale: Reply['locale']): ReadonlySet<string> =>
  new Set(wordsOf(text).map((word) => stem(word, locale)))

/** Parts between commas, full stops and "et". */
function clausesOf(source: string): Clause[] {
  const clauses: Clause[] = []
  let start = 0
  for (const match of source.matchAll(/[,;.!?]\s+|\s(?:et|and|avec|with|mais|but)\s|$/g)) {
    const text = source.slice(start, match.index)
    if (text.trim() !== '') clauses.push({ text, start })
    if (clauses.length === mostClauses) break
    start = match.index + match[0].length
  }
  return clauses
}

const typesInClauses: readonly SlotType[] = ['choice', 'multichoice', 'boolean', 'shorttext']

/** Words that say that a subject was spoken of. */
const spokenOf =
  /\b(?:parl\w*|abord\w*|discut\w*|evoqu\w*|sujets?|themes?|talk\w*|discuss\w*|cover\w*|came up|about|topics?|subjects?|went over)\b/

/**
 * An option or a yes or no that was said without being asked for: one clause names it. It is asked
 * back, unless the field is named as well.
 */
function readInClause(
  reply: Reply,
  clauses: readonly HeardClause[],
  field: SlotField,
): FilledSlot | undefined {
  if (!typesInClauses.includes(field.type)) return undefined
  const { source, locale } = reply
  const wanted = labelStems(field.label, locale)
  if (field.type === 'multichoice') {
    const isNamed = wanted.some((word) => clauses.some(({ stems }) => isNear(word, stems)))
    const read = isNamed || spokenOf.test(reply.text) ? readNamedOption(reply, field) : undefined
    return read && { ...read, confirm: true }
  }
  const readings = clauses.flatMap(({ text, start, reply: clause, stems }) => {
    const named = wanted.filter((word) => isNear(word, stems)).length
    const read =
      field.type === 'choice'
        ? readNamedOption(clause, field)
        : field.type === 'boolean' && named > 0
          ? readStatement(clause, field, named === wanted.length)
          : field.type === 'shorttext' &&
              (isIntroduced(source, { text, start }) ||
                (named > 0 && (named === wanted.length || toldName.test(text))))
            ? readProperName(clause)
            : undefined
    return read ? [{ ...moved(source, read, start), confirm: true }] : []
  })
  const surest = Math.max(...readings.map(({ confidence }) => confidence))
  const best = readings.filter(({ confidence }) => confidence === surest)
  return new Set(best.map(({ value }) => value)).size === 1 ? best[0] : undefined
}

/** "Le stock est suffisant" answers "Le stock est-il suffisant ?". */
function readStatement(clause: Reply, field: SlotField, isWhole: boolean): FilledSlot | undefined {
  const read = readValue(clause, field)
  if (read.status === 'filled') return read
  if (read.status === 'ask' || !isWhole) return undefined
  const [, end] = clause.folded.span(0, clause.text.length)
  const isDenied = /\b(?:pas|aucune?|not|no|never|jamais)\b|n't\b/.test(clause.text)
  return {
    ...{ status: 'filled', value: !isDenied, confidence: 0.6, confirm: true },
    ...{ quote: clause.source.slice(0, end), span: [0, end] },
  }
}

/** "Contact is Tamsin", "le contact : Paul". */
const toldName = /(?:\b(?:is|was|c'est|est|s'appelle)|:)\s+\p{Lu}/u

/** "avec Yasmine", or a clause of a name alone. */
function isIntroduced(source: string, { text, start }: Clause): boolean {
  return (
    /\s(?:avec|with)\s$/.test(source.slice(0, start)) ||
    /^\s*\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,2}\s*$/u.test(text)
  )
}

/** "avec Yasmine": words that begin with a capital. */
function readProperName({ source }: Reply): FilledSlot | undefined {
  const match =
    /^(?:.*[\p{Ll}:']\s+)?\s*((?:(?:M\.|Mme|Mlle|Madame|Monsieur|Mr\.?|Mrs\.?|Ms\.?)\s+)?\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]+){0,2})\s*$/u.exec(
      source,
    )
  if (!match?.[1]) return undefined
  const start = match[0].lastIndexOf(match[1])
  return {
    ...{ status: 'filled', value: match[1], confidence: 0.6, confirm: true },
    ...{ quote: match[1], span: [start, start + match[1].length] },
  }
}

/** "Thierry, son numéro c'est le 06…": what was asked is what was said before the rest. */
function firstClause(
  { source, context }: Reply,
  field: SlotField,
  candidates: readonly Candidate[],
): Extracted | undefined {
  const clauses = clausesOf(source)
  const free = clauses.find(
    ({ text, start }) =>
      !candidates.some((each) => each.start < start + text.length && each.end > start),
  )
  if (!free || clauses.length < 2 || candidates.length === 0) return undefined
  const read = readSlot(free.text, field, context)
  return read.status === 'filled' ? moved(source, read, free.start) : undefined
}
