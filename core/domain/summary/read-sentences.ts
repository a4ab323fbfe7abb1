import { recency } from './age.ts'
import { citationOf, type Passage, readPassages } from './passages.ts'
import type { Citation, SummarySources } from './summary.ts'

/** A sentence that a model may be given and may cite by its number. */
export interface NumberedSentence {
  /** From 1. */
  readonly n: number
  readonly text: string
  /** Of kind `text`. */
  readonly citation: Extract<Citation, { kind: 'text' }>
  readonly sourceId: string
  /** Local day of its source. */
  readonly day: string
}

/** What a model is given at most. */
const modelBudget = { sentences: 150, characters: 20_000 }

/**
 * Sentences for a model, cleaned, the oldest first: of all there are, those that are newest and say
 * most. What does not fit is counted by the summary as unused.
 */
export function readSentences(sources: SummarySources): readonly NumberedSentence[] {
  const { passages } = readPassages(sources)
  const worth = (passage: Passage): number =>
    recency(passage.source.day, sources.today) *
    (passage.isIssue || passage.isPending ? 1 : passage.isDone ? 0.8 : 0.3)
  let characters = 0
  const chosen = passages
    .map((passage, index) => ({ passage, index, worth: worth(passage) }))
    .sort((a, b) => b.worth - a.worth || b.index - a.index)
    .slice(0, modelBudget.sentences)
    .filter(({ passage }) => (characters += passage.text.length) <= modelBudget.characters)
  return chosen
    .sort((a, b) => a.index - b.index)
    .map(({ passage }, at) => ({
      n: at + 1,
      text: passage.text,
      citation: citationOf(passage) as NumberedSentence['citation'],
      sourceId: passage.source.id,
      day: passage.source.day,
    }))
}
