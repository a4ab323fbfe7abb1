import { recency } from './age.ts'
import { closingOf } from './closing.ts'
import type { TeamJudgements } from './judgements.ts'
import { citationOf, type Passage } from './passages.ts'
import { cosine } from './similar.ts'
import { statementKey } from './statement-key.ts'
import { type Issue, severities, type Severity } from './summary.ts'

/** So alike are two mentions of one issue, of the same topic and of any. */
const alike = { sameTopic: 0.3, otherTopic: 0.6 }
/** Mentions that make an issue graver. */
const often = 3
/** Shown at most. */
export const mostIssues = { open: 6, resolved: 4, ofTopic: 3, citations: 6 }
const weights: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1 }

/** Issues that the passages tell of, the most pressing first, then the resolved ones. */
export function findIssues(
  passages: readonly Passage[],
  judgements: TeamJudgements,
  today: string,
): Issue[] {
  const done = passages.filter(({ isDone }) => isDone)
  const issues = clusters(passages.filter(({ isIssue }) => isIssue)).flatMap((mentions) => {
    const keys = mentions.map(keyOf)
    return judgements.isRejected(keys)
      ? []
      : [{ topic: mentions[0]!.topic, issue: issueOf(mentions, keys, done, judgements) }]
  })
  const score = ({ severity, count, lastDay }: Issue): number =>
    weights[severity] * (1 + 0.5 * Math.min(count - 1, 6)) * recency(lastDay, today)
  const ranked = issues.sort(
    (a, b) => score(b.issue) - score(a.issue) || (a.issue.key < b.issue.key ? -1 : 1),
  )
  const open = ranked.filter(({ issue }) => issue.state === 'open')
  const resolved = ranked.filter(({ issue }) => issue.state === 'resolved')
  return [...varied(open).slice(0, mostIssues.open), ...resolved.slice(0, mostIssues.resolved)].map(
    ({ issue }) => issue,
  )
}

/** Not only of one topic: those beyond the third of a topic come after all others. */
function varied<T extends { topic: string | null }>(ranked: readonly T[]): T[] {
  const seen = new Map<string | null, number>()
  const late: T[] = []
  const early = ranked.filter((each) => {
    const count = (seen.get(each.topic) ?? 0) + 1
    seen.set(each.topic, count)
    if (count > mostIssues.ofTopic) late.push(each)
    return count <= mostIssues.ofTopic
  })
  return [...early, ...late]
}

function clusters(mentions: readonly Passage[]): Passage[][] {
  const found: Passage[][] = []
  for (const mention of mentions) {
    const fitting = found.find((cluster) =>
      cluster.some(
        (other) =>
          cosine(other.stems, mention.stems) >=
          (other.topic === mention.topic ? alike.sameTopic : alike.otherTopic),
      ),
    )
    if (fitting) fitting.push(mention)
    else found.push([mention])
  }
  return found
}

const keyOf = ({ source, text }: Passage): string => statementKey('issue', source.id, text)

function issueOf(
  mentions: readonly Passage[],
  keys: readonly string[],
  done: readonly Passage[],
  judgements: TeamJudgements,
): Issue {
  const last = mentions.at(-1)!
  const closing = closingOf(last, done)
  const judged = judgements.resolution(keys, last.source.at)
  const days = mentions.map(({ source }) => source.day).sort()
  return {
    key: keys[0]!,
    text: last.text,
    sources: mentions.slice(-mostIssues.citations).map(citationOf).reverse(),
    severity: graver(mentions),
    firstDay: days[0]!,
    lastDay: days.at(-1)!,
    count: mentions.length,
    state: closing || judged ? 'resolved' : 'open',
    resolvedBy: judged
      ? { kind: 'judgement', by: judged.by }
      : closing
        ? citationOf(closing)
        : null,
  }
}

function graver(mentions: readonly Passage[]): Severity {
  const worst = Math.min(...mentions.map(({ severity }) => severities.indexOf(severity)))
  return severities[Math.max(0, mentions.length >= often ? worst - 1 : worst)]!
}
