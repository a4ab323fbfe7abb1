import { stemsOf } from '../extraction/stems.ts'
import { classifySentence, type SentenceReading } from './classify-sentence.ts'
import { type Language, languageOf } from './language.ts'
import { isForMachines } from './machine-talk.ts'
import { sentenceSpans } from './sentence-spans.ts'
import type { Citation, SourceText, SummarySources } from './summary.ts'

/** A sentence of a source with what it says. */
export interface Passage extends SentenceReading {
  readonly source: SourceText
  readonly start: number
  readonly end: number
  readonly text: string
  readonly language: Language
  /** What it is about, as stems. */
  readonly stems: ReadonlySet<string>
  /** Its place among the sentences of its source. */
  readonly index: number
}

export interface ReadPassages {
  /** The oldest first. */
  readonly passages: readonly Passage[]
  /** Texts that were not read, or not to their end. */
  readonly leftOut: number
}

/** How much is read of one text and of all together, the newest first. */
const budget = { charactersOfText: 20_000, characters: 200_000, sentences: 2_000 }

/** Reads the sentences of all sources; what talks to a machine instead of about a customer is not among them. */
export function readPassages({ texts, locale }: SummarySources): ReadPassages {
  const passages: Passage[] = []
  let leftOut = 0
  let characters = 0
  for (const source of texts.toSorted(byNewest)) {
    const room = Math.min(budget.charactersOfText, budget.characters - characters)
    if (room <= 0 || passages.length >= budget.sentences) {
      leftOut += 1
      continue
    }
    const text = source.text.slice(0, room)
    characters += text.length
    const ofText = languageOf(text, locale)
    const spans = sentenceSpans(text)
    const read = spans.slice(0, budget.sentences - passages.length)
    if (text.length < source.text.length || read.length < spans.length) leftOut += 1
    for (const [index, span] of read.entries())
      if (!isForMachines(span.text)) passages.push(passageOf(source, span, index, ofText))
  }
  return { passages: passages.sort(byOldest), leftOut }
}

/** A stretch of a source as a passage. */
export function passageOf(
  source: SourceText,
  { start, end, text }: Pick<Passage, 'start' | 'end' | 'text'>,
  index: number,
  ofText: Language,
): Passage {
  const language = languageOf(text, ofText, 2)
  const stems = new Set(topicStems(text, language))
  return {
    ...classifySentence(text, language),
    ...{ source, start, end, text, language, index, stems },
  }
}

export function citationOf({ source, start, end }: Passage): Citation {
  return { kind: 'text', sourceId: source.id, start, end }
}

/** Later than another: written later, or further down in the same text. */
export function isLater(one: Passage, other: Passage): boolean {
  return byOldest(one, other) > 0
}

const byNewest = (a: SourceText, b: SourceText): number => b.at - a.at || compare(a.id, b.id)
const byOldest = (a: Passage, b: Passage): number =>
  a.source.at - b.source.at ||
  compare(a.source.id, b.source.id) ||
  a.start - b.start ||
  a.end - b.end

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Words that say when, who or how much, and not what about. */
const generic = new Set(
  'client customer magasin store visite visit semaine week jour day mois month fois time encore again still toujours deja already bon good gerant patron owner manager responsable boss monsieur madame lui leur depuis since janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june july august september october november december lundi mardi mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday sunday matin morning aujourd hui hier today yesterday demain tomorrow deux trois quatre cinq six sept huit neuf dix two three four five seven eight nine ten dernier derniere last next prochain prochaine nouveau nouvelle new faire fait do done envoyer send faut need must doit va will would also aussi avant before after apres fin end'.split(
    ' ',
  ),
)

/** @returns stems of the words that say what a sentence is about */
export function topicStems(text: string, language: Language): string[] {
  const locale = language === 'en' ? 'en' : 'fr'
  const genericStems = locale === 'en' ? genericEnglish : genericFrench
  return stemsOf(text, locale).filter(
    (stem) =>
      !genericStems.has(stem) && (stem.length > 2 || /\d/.test(stem)) && !/^\d{1,2}$/.test(stem),
  )
}

const genericFrench = new Set([...generic].flatMap((word) => stemsOf(word, 'fr')))
const genericEnglish = new Set([...generic].flatMap((word) => stemsOf(word, 'en')))
