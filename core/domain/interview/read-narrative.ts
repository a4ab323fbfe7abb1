import type { Extracted, FilledSlot } from '../extraction/extracted.ts'
import type { FreeReportField } from '../reports/free-report.ts'
import type { Slots } from './interview-event.ts'
import { saysNothing } from './thin-answer.ts'

const deeds = 'rappelle|relance|envoie|transmet|repasse|revien|s occupe|m occupe'
/** Nouns and participles too, without accents: only after "je". */
const ownDeeds = 'prepare|livre|commande|planifie|confirme|verifie|passe|fais|prends'
const tasks =
  'rappeler|relancer|envoyer|faire|preparer|livrer|commander|voir|revoir|planifier|confirmer|verifier|transmettre'

/** Somebody is to do something; what "on" does was decided. */
const actionCues = new RegExp(
  [
    String.raw`\ba (?:${tasks})\b`,
    String.raw`(?<!\bon |\bnous )\b(?:${deeds})\w*\b`,
    String.raw`\bje (?:l |la |le |les |leur |lui |vous )?(?:${ownDeeds})\w*\b`,
    String.raw`(?<!\bon )\b(?:dois|doit|doivent|devra|vais|va|vont) (?:\w+ )?\w+(?:er|ir|re)\b`,
    String.raw`\b(?:d ici|avant) (?:le|la|lundi|mardi|mercredi|jeudi|vendredi|samedi|fin|demain)\b`,
    String.raw`\b(?:will|must|to|ll|going to|needs? to|has to|have to) (?:call|send|prepare|deliver|order|check|confirm|follow|visit|bring|write|plan)\b`,
  ].join('|'),
)

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

interface Sentence {
  readonly text: string
  readonly span: readonly [number, number]
}

function sentencesOf(text: string): Sentence[] {
  return [...text.matchAll(/[^.!?;\n]+[.!?;]*/g)].flatMap(({ 0: whole, index }) => {
    const trimmed = whole.trim()
    if (trimmed === '') return []
    const from = index + whole.indexOf(trimmed)
    return [{ text: trimmed, span: [from, from + trimmed.length] as const }]
  })
}

/**
 * What a free reply to one of the five intents says (AIR-02, AIR-07): as it was said, with what is to be
 * done set apart from what was decided, and the day of the next step beside it. Nothing to tell is left
 * empty.
 *
 * @param found what the rules read for each field
 * @param readDay a day in the words about the next step
 * @returns `undefined` for a reply that is no text, such as a command
 */
export function readNarrative(
  text: string,
  focused: string,
  found: Slots,
  readDay: () => Extracted | undefined,
): Slots | undefined {
  const field = focused as FreeReportField
  const own = found[focused]
  if (own === undefined || own.status !== 'filled') return undefined
  if (field === 'next_on') return { next_on: own }
  if (field !== 'summary' && saysNothing(text)) return { [field]: { status: 'skip' } }
  if (field === 'next_step') {
    const day = readDay()
    return { [field]: said(text), ...(day?.status === 'filled' && { next_on: day }) }
  }
  if (field !== 'decisions') return { [field]: said(text) }
  const sentences = sentencesOf(text)
  const isAction = (sentence: Sentence): boolean => actionCues.test(plain(sentence.text))
  const actions = joined(sentences.filter(isAction))
  const decisions = joined(sentences.filter((sentence) => !isAction(sentence)))
  return {
    decisions: decisions ?? { status: 'skip' },
    ...(actions && { actions }),
  }
}

function said(text: string): FilledSlot {
  const value = text.trim()
  const from = text.indexOf(value)
  return {
    ...{ status: 'filled', value, confidence: 1, confirm: false, quote: value },
    span: [from, from + value.length],
  }
}

function joined(sentences: readonly Sentence[]): Extracted | undefined {
  const [first] = sentences
  if (!first) return undefined
  const value = sentences.map((sentence) => sentence.text).join('\n')
  return {
    ...{ status: 'filled', value, confidence: 1, confirm: false, quote: value },
    span: [first.span[0], sentences.at(-1)!.span[1]],
  }
}
