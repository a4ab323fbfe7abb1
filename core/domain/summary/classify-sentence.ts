import type { Locale } from '../../contract/scalars.ts'
import { findDates } from '../extraction/dates.ts'
import { folded } from '../extraction/folded-text.ts'
import { daysBetween } from './age.ts'
import { englishCues } from './cues-en.ts'
import { frenchCues } from './cues-fr.ts'
import { iberianCues } from './cues-iberian.ts'
import type { CueTable, IssueTopic } from './cues.ts'
import type { Language } from './language.ts'
import type { Severity } from './summary.ts'

/** What a sentence says, by its words alone. */
export interface SentenceReading {
  readonly isIssue: boolean
  readonly isPending: boolean
  /** It says that something is done or solved, which closes what was said before. */
  readonly isDone: boolean
  /** Of its first issue. */
  readonly topic: IssueTopic | null
  readonly severity: Severity
  /** Somebody else than the author has to move. */
  readonly isWaiting: boolean
}

const tables: Readonly<Record<Language, CueTable>> = {
  fr: frenchCues,
  en: englishCues,
  pt: iberianCues,
  es: iberianCues,
}

/**
 * @param text one sentence, cleaned
 * @param language the one it is mostly in; Portuguese and Spanish words in it are read too
 */
export function classifySentence(text: string, language: Language): SentenceReading {
  const reading = readBy(tables[language], text, language)
  if (tables[language] === iberianCues || !iberianWord.test(folded(text))) return reading
  const other = readBy(iberianCues, text, language)
  return {
    ...reading,
    isIssue: reading.isIssue || other.isIssue,
    isPending: reading.isPending || other.isPending,
    isDone: (reading.isDone || other.isDone) && !reading.isIssue && !other.isIssue,
    topic: reading.topic ?? other.topic,
    severity: reading.isIssue ? reading.severity : other.severity,
  }
}

/** Words that French and English do not have. */
const iberianWord =
  /\b(?:una|uma|los|las|faltan?|faltam|nao|voy|vou|muy|muito|muita|pero|sigue|todavia|ainda|ya|esta|fue|foi|nuestr\w+|noss\w+|cliente|enviad[oa]|ayer|ontem|manana|amanha|hay|pedido|entrega|precio|preco|factura|fatura)\b/

function readBy(table: CueTable, text: string, language: Language): SentenceReading {
  const plain = folded(presentTense(text, language)).replace(/\s+/g, ' ').trim()
  const read = plain.replace(new RegExp(table.harmless.source, 'g'), (found) =>
    '_'.repeat(found.length),
  )
  const done = doneAt(plain, table)
  const issues = isTheirs(plain, table) ? [] : issuesOf(read, plain, table)
  const kept =
    done === undefined ? issues : issues.filter((issue) => survives(read, issue, done, table))
  const isPending = pendingAt(read, table).some(
    (at) =>
      done === undefined ||
      (at > done.end && /[,;.:]|\bmais\b|\bet\b|\bbut\b|\band\b/.test(read.slice(done.end, at))) ||
      table.contrast.test(read.slice(Math.min(at, done.start), Math.max(at, done.end))),
  )
  const isHigh = table.high.test(read) || kept.some(({ severity }) => severity === 'high')
  return {
    isIssue: kept.length > 0,
    isPending,
    isDone: done !== undefined && kept.length === 0,
    topic: kept[0]?.topic ?? null,
    severity: isHigh ? 'high' : table.low.test(read) ? 'low' : 'medium',
    isWaiting: table.waiting.test(read),
  }
}

/**
 * Without its accent "il règle" would be "réglé". Where an author writes accents, a word that has none
 * at its end is no participle.
 */
function presentTense(text: string, language: Language): string {
  if (language !== 'fr' || !/[éèêàçù]/iu.test(text)) return text
  return text.replace(unaccented, (word) => `${word}x`)
}

const unaccented =
  /(?<!\p{L})(?:r[eè]gl|[eé]chang|sold|corrig|remplac|rembours|r[eé]par|cl[oô]tur|d[eé]bloqu|l[eè]v|rectifi|cr[eé]dit|trait|confirm|termin|valid|pay|sign|livr|command|form|pos|chang)es?(?!\p{L})/giu

interface Found {
  readonly at: number
  readonly end: number
  readonly topic: IssueTopic
  readonly severity: Severity
}

const clauseBreak = /[,;:.!?()]|\b(?:mais|but|however|cependant|toutefois|par contre|pero|porem)\b/g

function clauseAround(text: string, at: number): [number, number] {
  let start = 0
  for (const match of text.matchAll(clauseBreak)) {
    if (match.index >= at) return [start, match.index]
    start = match.index + match[0].length
  }
  return [start, text.length]
}

function issuesOf(text: string, plain: string, table: CueTable): Found[] {
  const found: Found[] = []
  for (const { pattern, topic, severity, isDenial } of table.issues)
    for (const match of text.matchAll(pattern)) {
      const at = match.index
      const [start, end] = clauseAround(text, at)
      const before = text.slice(start, at)
      const after = text.slice(at + match[0].length, Math.max(end, at + match[0].length))
      if (!isDenial && table.denied.test(before)) continue
      if (
        !isDenial &&
        table.over.test(after) &&
        !table.notDone.test(after.slice(0, table.over.exec(after)![0].length - 4))
      )
        continue
      if (isHypothetical(plain, start, at, table)) continue
      const other = table.thirdParty.exec(before)
      if (other && !ofOurs.has(topic)) continue
      found.push({ at, end: at + match[0].length, topic, severity })
    }
  return found.sort((a, b) => a.at - b.at)
}

/** "Si …," makes the clauses behind it hypothetical too, up to a "mais". */
function isHypothetical(plain: string, clause: number, at: number, table: CueTable): boolean {
  if (table.hypothetical.test(plain.slice(clause, at))) return true
  const head = plain
    .slice(0, at)
    .split(/[.!?;]|\b(?:mais|but|pero|porem)\b/)
    .at(-1)!
  return /^\s*(?:si |s'il|en cas |au cas |if |should |in case |unless |caso )/.test(head)
}

/** What a competitor does to us. */
const ofOurs: ReadonlySet<IssueTopic> = new Set(['price', 'loss'])
/** Said to have nothing to do with us, or to be good for us. */
const notOurs =
  /\b(?:pas (?:avec|chez|de) nous|rien a voir avec (?:nous|nos|notre)|pas (?:de )?notre faute|tant mieux|sans (?:lien|rapport) avec (?:nous|nos)|not (?:with |from )?(?:us|ours|our (?:fault|parts?))|nothing to do with (?:us|our)|affects? us|good (?:news )?for us|(?:prefere|prefers?) (?:nous|nos|notre|us|our|ours|rester|to stay)|(?:moins cher\w*|meilleure?s?|mieux|plus rapides?|plus fiables?) que (?:\w+ ){0,3}(?:la|les|le|nos) concurren\w+|(?:cheaper|better|faster) than (?:the|our|his|any) (?:competition|competitors?|rivals?))\b/
/** A competitor's own trouble. */
const theirTrouble =
  /\b(?:ruptures?|en retard|retards?|plus chers?|faux bond|soucis?|problemes?|augmente|hausse|backorder|late|out of stock|delays?|more expensive|worse|problems?|unreliable|slower|let (?:him|her|them) down|price (?:rise|increase)s?|never (?:deliver|have)\w*|ferme|closing|fait faillite)\b/
const aboutUs = /\b(?:nous|nos|notre|chez nous|us|our|ours|we)\b/

function isTheirs(plain: string, table: CueTable): boolean {
  if (notOurs.test(plain)) return true
  const other = table.thirdParty.exec(plain)
  if (!other) return false
  const rest = plain.slice(other.index + other[0].length)
  return theirTrouble.test(rest) && !aboutUs.test(rest)
}

function doneAt(text: string, table: CueTable): { start: number; end: number } | undefined {
  for (const pattern of [table.solved, table.done])
    for (const match of text.matchAll(pattern)) {
      const [start] = clauseAround(text, match.index)
      if (table.notDone.test(text.slice(start, match.index))) continue
      if (table.notDone.test(match[0])) continue
      return { start: match.index, end: match.index + match[0].length }
    }
  return undefined
}

/** An issue that stays although the sentence says that something is done. */
function survives(
  text: string,
  { at, end, topic }: Found,
  done: { start: number; end: number },
  table: CueTable,
): boolean {
  // "Livré à 11 h au lieu de 8 h" goes on behind what is done.
  if (at < done.end && at >= done.start && end > done.end) return true
  if (at < done.end) return table.contrast.test(text.slice(at, done.start))
  const between = text.slice(done.start, at)
  // "Delivered the missing screws": what was missing is what was done.
  if (done.start === 0 && topic !== 'wrong_item' && ofObject.test(between)) return false
  // "Reçu abîmé", "delivered in the wrong place", "envoyée, mais il en manque".
  return !about.test(text.slice(done.end, at))
}

const ofObject = /^\w+ (?:the|his|her|their|le|la|les|son|sa|ses) (?:\w+ ){0,2}$/
const about =
  /\b(?:pour|suite|apres|concernant|for|after|about|following|regarding|du|de la|des|of|from|on) (?:\w+ ){0,3}$/

function pendingAt(text: string, table: CueTable): number[] {
  const found: number[] = []
  for (const match of text.matchAll(table.pending)) {
    const before = text.slice(Math.max(0, match.index - 24), match.index)
    const isDenied =
      /(?:n't|\b(?:ne|n'|no longer|not|pas|plus|sans|no|aucune?(?: \w+)?|nothing|nada|rien(?: d'autre| de \w+)?))\s*$/.test(
        before,
      ) && !/pas|yet|oubli|forget|toujours|encore|jamais|still/.test(match[0])
    if (!isDenied) found.push(match.index)
  }
  let from = 0
  for (const match of text.matchAll(/(?:[,;:.!?] |\b(?:et|and|puis|then|mais|but|donc|so) )/g)) {
    const head = text.slice(from).trimStart()
    if (table.toDo.test(head)) found.push(from)
    from = match.index + match[0].length
  }
  if (table.toDo.test(text.slice(from).trimStart())) found.push(from)
  if (/\?\s*$/.test(text)) found.push(text.length)
  return found
}

/**
 * The day by which it is to be done, from the words of the sentence; `null` without one.
 *
 * @param day local day on which it was written
 */
export function dueOf(text: string, language: Language, day: string): string | null {
  const locale: Locale = language === 'en' ? 'en' : 'fr'
  const dates = findDates(text, { locale, now: `${day}T12:00`, direction: 'future' })
  for (const { day: found, start, end } of dates) {
    // A day without a year that is gone is read as that of next year.
    if (found === null || found <= day || daysBetween(day, found) > longestDelayDays) continue
    const before = folded(text.slice(Math.max(0, start - 14), start))
    // "La commande de Noël" is not due at Christmas.
    if (!/\d/.test(text.slice(start, end)) && /\b(?:de|du|des|d'|the)\s*$/.test(before)) continue
    return /\b(?:semaine du|week of(?: the)?)\s*$/.test(before) ? endOfWeek(found) : found
  }
  return null
}

const longestDelayDays = 240

/** The Sunday after a day. */
function endOfWeek(day: string): string {
  const at = new Date(`${day}T00:00Z`)
  at.setUTCDate(at.getUTCDate() + ((7 - at.getUTCDay()) % 7))
  return at.toISOString().slice(0, 10)
}
