import type { Locale } from '../../contract/scalars.ts'
import { findDates } from '../extraction/dates.ts'
import { folded } from '../extraction/folded-text.ts'
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

/** @param text one sentence, cleaned */
export function classifySentence(text: string, language: Language): SentenceReading {
  const table = tables[language]
  const plain = folded(text).replace(/\s+/g, ' ').trim()
  const read = plain.replace(new RegExp(table.harmless.source, 'g'), (found) =>
    '_'.repeat(found.length),
  )
  const done = doneAt(plain, table)
  const issues = issuesOf(read, table)
  const kept =
    done === undefined ? issues : issues.filter(({ at }) => survives(read, at, done, table))
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

interface Found {
  readonly at: number
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

function issuesOf(text: string, table: CueTable): Found[] {
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
      if (table.hypothetical.test(before)) continue
      const other = table.thirdParty.exec(before)
      if (other && !ofOurs.has(topic)) continue
      found.push({ at, topic, severity })
    }
  // A competitor alone that is in trouble is no trouble of ours.
  const isTheirs =
    found.every(({ topic }) => topic === 'loss') &&
    found.length > 0 &&
    table.thirdParty.test(text) &&
    theirTrouble.test(text)
  return isTheirs ? [] : found.sort((a, b) => a.at - b.at)
}

/** What a competitor does to us. */
const ofOurs: ReadonlySet<IssueTopic> = new Set(['price', 'loss'])
const theirTrouble =
  /\b(?:est|sont|a|ont|is|are|has|was|keeps?) (?:\w+ ){0,4}(?:rupture|retard|plus cher|late|out of stock|delays?|more expensive|worse|problemes?|problems?|unreliable|slower)\b|\b(?:moins cher|cheaper|better|mieux|plus rapides?) (?:que|than)\b|\b(?:prefere|prefers?) (?:nous|nos|notre|us|our)\b/

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
  at: number,
  done: { start: number; end: number },
  table: CueTable,
): boolean {
  if (at > done.end) {
    const between = text.slice(done.end, at)
    // "Reçu abîmé", "delivered in the wrong place", "envoyée, mais il en manque".
    return !/\b(?:pour|suite|apres|concernant|for|after|about|following|regarding|du|de la|des|of|from|on) (?:\w+ ){0,3}$/.test(
      between,
    )
  }
  return table.contrast.test(text.slice(at, done.start))
}

function pendingAt(text: string, table: CueTable): number[] {
  const found: number[] = []
  for (const match of text.matchAll(table.pending)) {
    const before = text.slice(Math.max(0, match.index - 14), match.index)
    const isDenied =
      /\b(?:ne|n'|no longer|not|pas|plus|sans|no|aucune?|n't|nothing|rien)\s*$/.test(before) &&
      !/pas|yet|oubli|forget|toujours|encore|jamais|still/.test(match[0])
    if (!isDenied) found.push(match.index)
  }
  let from = 0
  for (const match of [
    ...text.matchAll(/(?:[,;:.!?] |\b(?:et|and|puis|then|mais|but|donc|so) )/g),
  ].concat([])) {
    const head = text.slice(from).trimStart()
    if (table.toDo.test(head)) found.push(from)
    from = match.index + match[0].length
  }
  if (table.toDo.test(text.slice(from).trimStart())) found.push(from)
  if (/\?\s*$/.test(text)) found.push(text.length)
  return found
}

/** The day by which it is to be done, from the words of the sentence; `null` without one. */
export function dueOf(text: string, language: Language, day: string): string | null {
  const locale: Locale = language === 'en' ? 'en' : 'fr'
  const dates = findDates(text, { locale, now: `${day}T12:00`, direction: 'future' })
  return dates.find((date) => date.day !== null && date.day > day)?.day ?? null
}
