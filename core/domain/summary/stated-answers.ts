import { folded } from '../extraction/folded-text.ts'
import { languageOf } from './language.ts'
import { isForMachines } from './machine-talk.ts'
import { type Passage, passageOf } from './passages.ts'
import type { StatedStep } from './pending-topics.ts'
import { cleanLine, longestSentence } from './sentence-spans.ts'
import type { SourceText, SummarySources } from './summary.ts'

/** Answers that say that there is nothing. */
const nothing =
  /^(?:-+|aucune?s?(?: .{0,30})?|ras|r\.a\.s\.?|neant|rien(?: .{0,30})?|non|pas d\S+ \S+|none|no|nothing(?: .{0,30})?|n\/?a|nil|ok|\.+)[ .!]*$/

/** Issues and next steps that reports name in answers of their own. */
export function statedAnswers({ texts, locale }: SummarySources): {
  issues: Passage[]
  steps: StatedStep[]
} {
  const issues: Passage[] = []
  const steps: StatedStep[] = []
  for (const source of texts) {
    const language = languageOf(source.text, locale)
    const read = (answer: string): Passage | undefined => {
      const text = cleanLine(answer.slice(0, longestSentence))
      if (text === '' || nothing.test(folded(text)) || isForMachines(text)) return undefined
      const passage = passageOf(source, { ...placeOf(source, answer, text), text }, -1, language)
      return { ...passage, isDone: false }
    }
    for (const answer of source.issues ?? []) {
      const passage = read(answer)
      if (passage)
        issues.push({
          ...passage,
          isIssue: true,
          isPending: false,
          topic: passage.topic ?? 'other',
        })
    }
    for (const { text, ownerId, dueOn } of source.nextSteps ?? []) {
      const passage = read(text)
      if (passage)
        steps.push({ passage: { ...passage, isIssue: false, isPending: true }, ownerId, dueOn })
    }
  }
  return { issues, steps }
}

/** Where the answer stands in the report's text; all of it where it cannot be found. */
function placeOf(source: SourceText, answer: string, text: string): { start: number; end: number } {
  for (const wanted of [answer.trim(), text]) {
    const start = source.text.indexOf(wanted)
    if (start >= 0) return { start, end: start + wanted.length }
  }
  return { start: 0, end: source.text.length }
}
