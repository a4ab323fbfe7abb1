import { analyse } from './analysis.ts'
import { findIssues } from './issues.ts'
import { TeamJudgements } from './judgements.ts'
import { type Passage, readPassages } from './passages.ts'
import { findPending } from './pending-topics.ts'
import { statedAnswers } from './stated-answers.ts'
import type { Citation, CustomerSummary, SummarySources } from './summary.ts'

/** Of the rules: raise it when they say something else of the same sources. */
export const rulesVersion = '1'

/**
 * The summary that needs no model: sentences of the sources, chosen by words and rank, and facts that
 * are counted. Every statement cites what it comes from; the same sources give the same summary,
 * whatever their order.
 *
 * @param sources all that the viewer may see within the window
 */
export function summarise(sources: SummarySources): CustomerSummary {
  const judgements = new TeamJudgements(sources.judgements)
  const { passages: read, leftOut } = readPassages(sources)
  const stated = statedAnswers(sources)
  const answers = [...stated.issues, ...stated.steps.map(({ passage }) => passage)]
  const passages = [...withoutAnswers(read, answers), ...answers].sort(inOrder)
  const issues = findIssues(passages, judgements, sources.today)
  const pending = findPending(passages, stated.steps, sources, judgements)
  const analysis = analyse(sources, issues, pending, judgements)
  const cited = [...issues, ...pending].flatMap((statement) => statement.sources)
  const closing = issues.flatMap(({ resolvedBy }) =>
    resolvedBy?.kind === 'text' ? [resolvedBy] : [],
  )
  return {
    ...{ issues, pending, analysis },
    engine: { kind: 'local', model: null, version: rulesVersion },
    fallbackReason: null,
    coverage: {
      reports: countOf(sources, 'report'),
      notes: countOf(sources, 'note'),
      activities: sources.activities.length,
      unusedSentences: unusedOf(passages, [...cited, ...closing]),
      leftOut,
    },
    dropped: 0,
    horizon: horizonOf(sources),
  }
}

function countOf({ texts }: SummarySources, kind: 'report' | 'note'): number {
  return texts.filter((text) => text.kind === kind).length
}

/** How many passages no citation points at. */
export function unusedOf(
  passages: readonly Pick<Passage, 'source' | 'start'>[],
  citations: readonly Citation[],
): number {
  const used = new Set(
    citations.flatMap((citation) =>
      citation.kind === 'text' ? [`${citation.start} ${citation.sourceId}`] : [],
    ),
  )
  return passages.filter(({ source, start }) => !used.has(`${start} ${source.id}`)).length
}

/** Sentences that lie in an answer of the same report are that answer. */
function withoutAnswers(read: readonly Passage[], answers: readonly Passage[]): Passage[] {
  const bySource = Map.groupBy(
    answers.filter(
      ({ start, end, source }) => end - start < source.text.length || source.text.length <= 400,
    ),
    ({ source }) => source.id,
  )
  return read.filter(
    ({ source, start, end }) =>
      !(bySource.get(source.id) ?? []).some((answer) => answer.start < end && answer.end > start),
  )
}

const inOrder = (a: Passage, b: Passage): number =>
  a.source.at - b.source.at ||
  (a.source.id < b.source.id ? -1 : a.source.id > b.source.id ? 1 : 0) ||
  a.start - b.start ||
  a.end - b.end ||
  (a.text < b.text ? -1 : a.text > b.text ? 1 : 0)

function horizonOf({
  texts,
  activities,
  sales,
  tasks,
}: SummarySources): CustomerSummary['horizon'] {
  const days = [
    ...texts.map(({ day }) => day),
    ...activities.map(({ day }) => day),
    ...sales.map(({ period }) => `${period}-01`),
    ...tasks.map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 10)),
  ].sort()
  return days.length > 0 ? { from: days[0]!, to: days.at(-1)! } : null
}
