import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { classifySentence } from '../core/domain/summary/classify-sentence.ts'
import { languageOf } from '../core/domain/summary/language.ts'
import { sentenceSpans } from '../core/domain/summary/sentence-spans.ts'

const customersSchema = z.array(
  z.object({
    id: z.string(),
    lang: z.enum(['fr', 'en']),
    activities: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        sentences: z.array(z.object({ label: z.string(), text: z.string() })),
      }),
    ),
  }),
)

const kinds = ['issue', 'pending', 'done'] as const
type Kind = (typeof kinds)[number]

export interface SummaryMiss {
  readonly activity: string
  readonly text: string
  readonly what: string
}

export interface SummaryFigures {
  readonly customers: number
  readonly sentences: number
  /** Texts that are cut into exactly the labelled sentences. */
  readonly segmentationExact: number
  readonly issuePrecision: number
  readonly issueRecall: number
  readonly issueF1: number
  readonly pendingPrecision: number
  readonly pendingRecall: number
  readonly pendingF1: number
  readonly doneF1: number
}

/**
 * Classifies every labelled sentence (I issue, P pending, R solved or done, N neither) by the code
 * that the summary uses, and compares; figures are in percent.
 */
export function evaluateSummary(file: string): {
  figures: SummaryFigures
  misses: readonly SummaryMiss[]
} {
  const customers = customersSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const misses: SummaryMiss[] = []
  const counts = Object.fromEntries(kinds.map((kind) => [kind, { right: 0, extra: 0, missed: 0 }]))
  let sentences = 0
  let exact = 0
  const texts = customers.flatMap(({ lang, activities }) =>
    activities.map((activity) => ({ ...activity, lang })),
  )
  for (const { id, lang, text, sentences: labelled } of texts) {
    const cut = sentenceSpans(text).map((span) => span.text)
    if (JSON.stringify(cut) === JSON.stringify(labelled.map((each) => each.text))) exact += 1
    else misses.push({ activity: id, text: cut.join(' | '), what: 'segmentation' })
    const ofText = languageOf(text, lang)
    for (const { label, text: sentence } of labelled) {
      sentences += 1
      const read = classifySentence(sentence, languageOf(sentence, ofText, 2))
      const got: Record<Kind, boolean> = {
        issue: read.isIssue,
        pending: read.isPending,
        done: read.isDone && !read.isPending,
      }
      const gold: Record<Kind, boolean> = {
        issue: label.includes('I'),
        pending: label.includes('P'),
        done: label === 'R',
      }
      for (const kind of kinds) {
        const count = counts[kind]!
        if (gold[kind] && got[kind]) count.right += 1
        else if (got[kind]) count.extra += 1
        else if (gold[kind]) count.missed += 1
        if (gold[kind] !== got[kind])
          misses.push({
            activity: id,
            text: sentence,
            what: `${got[kind] ? 'extra' : 'missed'} ${kind}`,
          })
      }
    }
  }
  const precision = (kind: Kind): number =>
    percent(counts[kind]!.right, counts[kind]!.right + counts[kind]!.extra)
  const recall = (kind: Kind): number =>
    percent(counts[kind]!.right, counts[kind]!.right + counts[kind]!.missed)
  const f1 = (kind: Kind): number => {
    const { right, extra, missed } = counts[kind]!
    return percent(2 * right, 2 * right + extra + missed)
  }
  return {
    figures: {
      customers: customers.length,
      sentences,
      segmentationExact: percent(exact, texts.length),
      issuePrecision: precision('issue'),
      issueRecall: recall('issue'),
      issueF1: f1('issue'),
      pendingPrecision: precision('pending'),
      pendingRecall: recall('pending'),
      pendingF1: f1('pending'),
      doneF1: f1('done'),
    },
    misses,
  }
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10
}
