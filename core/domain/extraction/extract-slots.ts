import { findMoney, findPercents } from './amounts.ts'
import { findDates } from './dates.ts'
import { findDurations } from './durations.ts'
import type { Extracted, ExtractionContext } from './extracted.ts'
import { findNumbers } from './numbers.ts'
import { markOutOf } from './ratings.ts'
import { readSlot, readValue } from './read-slot.ts'
import { readReply, type Reply } from './reply.ts'
import type { SlotField, SlotType } from './slot-field.ts'
import { stem, stemsOf, wordsOf } from './stems.ts'

/** Something in a reply that could be the answer to a field of some types. */
interface Candidate {
  readonly types: readonly SlotType[]
  /** In the reply as it was given. */
  readonly start: number
  readonly end: number
  readonly scale?: number
}

interface Pairing {
  readonly field: SlotField
  readonly candidate: Candidate
  readonly score: number
}

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
  const found: Record<string, Extracted> = {}
  const used = new Set<Candidate>()
  for (const { field, candidate, score } of pairings(reply, open, focused, candidates)) {
    if (found[field.key] || used.has(candidate)) continue
    const read = readPart(reply, field, candidate)
    if (read.status !== 'filled') continue
    const isAsked = field.key === focused
    const confidence = Math.min(read.confidence, isAsked ? 0.9 : score >= certain ? 0.8 : 0.6)
    found[field.key] = {
      ...read,
      confidence,
      confirm: read.confirm || (!isAsked && score < certain),
    }
    used.add(candidate)
  }
  if (!asked || !direct) return found
  const mine = candidates.filter(({ types }) => types.includes(asked.type))
  const rivals = open.filter((field) => mine.some(({ types }) => types.includes(field.type)))
  // Two values for one field are a contradiction, not an answer and something else.
  if (direct.status === 'ask' && mine.length > 1 && rivals.length <= 1) found[asked.key] = direct
  found[asked.key] ??= direct
  return found
}

const isCommand = ({ status }: Extracted): boolean =>
  status !== 'filled' && status !== 'ask' && status !== 'none'

function findCandidates(reply: Reply): Candidate[] {
  const { source, text, locale, context, folded } = reply
  const found: Candidate[] = []
  const add = (types: readonly SlotType[], start: number, end: number, scale?: number): void => {
    if (found.some((each) => each.start < end && each.end > start)) return
    found.push({ types, start, end, ...(scale !== undefined && { scale }) })
  }
  const addFolded = (
    types: readonly SlotType[],
    span: { start: number; end: number },
    scale?: number,
  ) => add(types, ...folded.span(span.start, span.end), scale)
  const mark = markOutOf(text, findNumbers(text, locale))
  if (mark) addFolded(['rating'], mark, mark.scale)
  for (const { start, end, day } of findDates(source, { locale, now: context.now }))
    if (day !== null) add(['date', 'datetime'], start, end)
  for (const money of findMoney(reply)) if (money.currency !== null) addFolded(['money'], money)
  for (const percent of findPercents(reply)) addFolded(['percent'], percent)
  for (const duration of findDurations(reply)) addFolded(['duration'], duration)
  for (const match of source.matchAll(/[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g))
    add(['email'], match.index, match.index + match[0].length)
  const phone = readValue(reply, { key: '', type: 'phone', label: {} })
  if (phone.status === 'filled' && !phone.confirm) add(['phone'], ...phone.span)
  for (const number of findNumbers(text, locale))
    if (!number.isWeak) addFolded(['integer', 'number'], number)
  return found
}

/** Fields and candidates by how well they fit, the best first. */
function pairings(
  reply: Reply,
  open: readonly SlotField[],
  focused: string | null,
  candidates: readonly Candidate[],
): Pairing[] {
  const found: Pairing[] = []
  for (const field of open)
    for (const candidate of candidates) {
      if (!candidate.types.includes(field.type)) continue
      if (field.type === 'rating' && candidate.scale !== Number(field.max ?? 5)) continue
      const rivals = open.filter(({ type }) => candidate.types.includes(type))
      const score =
        labelWordsNear(reply, field, candidate) +
        (field.key === focused ? focusScore : 0) +
        (rivals.length === 1 ? onlyScore : 0)
      if (score > 0) found.push({ field, candidate, score })
    }
  return found.sort((a, b) => b.score - a.score)
}

/** How many words of the field's label stand near the value. */
function labelWordsNear(
  { source, locale }: Reply,
  { label }: SlotField,
  { start, end }: Candidate,
): number {
  const near = new Set(
    wordsOf(source.slice(Math.max(0, start - reach.before), end + reach.after)).map((word) =>
      stem(word, locale),
    ),
  )
  const wanted = new Set(stemsOf(label[locale] ?? label.fr ?? label.en ?? '', locale))
  return [...wanted].filter(
    (word) =>
      word.length > 2 &&
      (near.has(word) ||
        (word.length > 5 &&
          [...near].some((each) => each.length > 3 && each.startsWith(word.slice(0, 4))))),
  ).length
}

/** A part of the reply as the answer to a field, with its place in the whole reply. */
function readPart(
  { source, context, locale }: Reply,
  field: SlotField,
  { start, end }: Candidate,
): Extracted {
  const read = readValue(readReply(source.slice(start, end), context, locale), field)
  if (read.status !== 'filled') return read
  const span: [number, number] = [start + read.span[0], start + read.span[1]]
  return { ...read, span, quote: source.slice(...span) }
}
