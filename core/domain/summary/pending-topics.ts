import { recency } from './age.ts'
import { dueOf } from './classify-sentence.ts'
import { closingOf } from './closing.ts'
import type { TeamJudgements } from './judgements.ts'
import { languageOf } from './language.ts'
import { citationOf, type Passage, topicStems } from './passages.ts'
import { cleanLine } from './sentence-spans.ts'
import { cosine, overlap } from './similar.ts'
import { statementKey } from './statement-key.ts'
import type { Citation, PendingTopic, SourceTask, SummarySources } from './summary.ts'

/** Shown at most. */
export const mostPending = 8
const longestTitle = 300
const sameTopic = 0.5
const sameTask = { cosine: 0.45, overlap: 0.6 }

interface Candidate {
  readonly keys: string[]
  readonly text: string
  readonly stems: ReadonlySet<string>
  readonly sources: Citation[]
  readonly day: string
  readonly at: number
  readonly ownerId: string | null
  readonly dueOn: string | null
  readonly taskId: string | null
}

/** A next step of a report, whose owner and day are known. */
export interface StatedStep {
  readonly passage: Passage
  readonly ownerId: string | null
  readonly dueOn: string | null
}

/**
 * Open tasks, next steps of reports and what the passages promise or wait for, as far as nothing says
 * that it is done; the most pressing first.
 */
export function findPending(
  passages: readonly Passage[],
  steps: readonly StatedStep[],
  { tasks, today }: Pick<SummarySources, 'tasks' | 'today'>,
  judgements: TeamJudgements,
): PendingTopic[] {
  const done = passages.filter(({ isDone }) => isDone)
  const completed = tasks.filter(({ completedAt }) => completedAt !== null)
  const isOpen = (passage: Passage): boolean =>
    closingOf(passage, done) === undefined &&
    !completed.some(
      (task) => task.completedAt! >= passage.source.at && isAbout(task, passage.stems),
    )
  const candidates: Candidate[] = tasks
    .filter(({ completedAt }) => completedAt === null)
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .flatMap(taskCandidate)
  const stated = new Set(steps.map(({ passage }) => passage))
  for (const { passage, ownerId, dueOn } of steps)
    if (isOpen(passage)) add(candidates, passage, ownerId, dueOn)
  for (const passage of passages.toReversed()) {
    if (!passage.isPending || stated.has(passage) || !isOpen(passage)) continue
    const { source, text, language } = passage
    const dueOn = dueOf(text, language, source.day)
    add(candidates, passage, passage.isWaiting ? null : source.authorId, dueOn)
  }
  return candidates
    .filter(({ keys, at }) => !judgements.isRejected(keys) && !judgements.resolution(keys, at))
    .map((candidate) => ({ candidate, score: scoreOf(candidate, today) }))
    .sort((a, b) => b.score - a.score || (a.candidate.keys[0]! < b.candidate.keys[0]! ? -1 : 1))
    .slice(0, mostPending)
    .map(({ candidate: { keys, text, sources, ownerId, dueOn, taskId } }) => ({
      key: keys[0]!,
      ...{ text, sources, ownerId, dueOn, taskId },
      isOverdue: dueOn !== null && dueOn < today,
    }))
}

function taskCandidate(task: SourceTask): Candidate[] {
  const text = cleanLine(task.title.slice(0, longestTitle))
  if (text === '') return []
  return [
    {
      keys: [statementKey('pending', task.id, '')],
      text,
      stems: stemsOfTitle(text),
      sources: [{ kind: 'task', taskId: task.id }],
      day: new Date(task.createdAt).toISOString().slice(0, 10),
      at: task.createdAt,
      ownerId: task.assigneeId,
      dueOn: task.dueOn,
      taskId: task.id,
    },
  ]
}

function stemsOfTitle(text: string): ReadonlySet<string> {
  return new Set(topicStems(text, languageOf(text, 'fr' as const)))
}

function isAbout(task: SourceTask, stems: ReadonlySet<string>): boolean {
  const ofTask = stemsOfTitle(cleanLine(task.title.slice(0, longestTitle)))
  return cosine(ofTask, stems) >= sameTask.cosine || overlap(ofTask, stems) >= sameTask.overlap
}

/** Adds a passage, or its citation to what says the same. */
function add(
  candidates: Candidate[],
  passage: Passage,
  ownerId: string | null,
  dueOn: string | null,
): void {
  const { source, text, stems } = passage
  const key = statementKey('pending', source.id, text)
  const same = candidates.findIndex((other) =>
    other.taskId === null
      ? cosine(other.stems, stems) >= sameTopic
      : cosine(other.stems, stems) >= sameTask.cosine ||
        overlap(other.stems, stems) >= sameTask.overlap,
  )
  const known = candidates[same]
  if (!known) {
    candidates.push({
      keys: [key],
      ...{ text, stems, ownerId, dueOn, day: source.day, at: source.at, taskId: null },
      sources: [citationOf(passage)],
    })
    return
  }
  known.keys.push(key)
  if (known.sources.length < 6) known.sources.push(citationOf(passage))
  candidates[same] = {
    ...known,
    dueOn: known.dueOn ?? dueOn,
    ownerId: known.ownerId ?? (known.taskId === null ? ownerId : null),
  }
}

function scoreOf({ day, dueOn, taskId }: Candidate, today: string): number {
  const overdue = dueOn === null ? 0 : dueOn < today ? 1.5 : 0.5
  return (
    recency(dueOn !== null && dueOn > day ? dueOn : day, today) +
    overdue +
    (taskId === null ? 0 : 0.5)
  )
}
