import type * as Y from 'yjs'
import { z } from 'zod'
import { type TaskCompletion, taskCompletionSchema } from '../contract/tasks.ts'
import type { Stamp } from './record.ts'

/**
 * Completing and reopening a task, with what happens when two devices do so without knowing of each
 * other (TSK-03, TSK-04). Every deed is a key of its own in the task's record, `completed/<deed>` or
 * `reopened/<deed>`, with a plain value that is never changed: no two devices write one key, so that
 * nothing anybody did is overwritten.
 *
 * A reopening names the completions it undoes: those that its author saw. A task is done while one
 * completion stands that no reopening names. From that follows:
 *
 * - Two people complete it: it is done once, since the earlier of the two, and both are recorded.
 * - One reopens it while another, who has not seen that, completes it as well: it stays done, by the
 *   other. Whoever reopened it doubted what they saw, and cannot have doubted what they did not see;
 *   the task says who completed it, and can be reopened once more, now knowing.
 * - Two people reopen it: it is open, and both are recorded.
 * - Completed or reopened while another edits it: both, since no key is shared.
 * - Completed while another deletes it: it stays, done, to be reviewed. `deletion.ts` says so of
 *   every change that a deletion had not seen, and `review.ts` tells a completion from other changes.
 *
 * Taking a deed back removes its own key, and touches no other: what others did meanwhile counts.
 */
const completed = 'completed/'
const reopened = 'reopened/'

const reopeningSchema = z.object({ undoes: z.array(z.string()) })

/** The completions that no reopening undoes, the earliest first; the task is done when there is one. */
export function standingCompletions(map: Y.Map<unknown>): TaskCompletion[] {
  const undone = new Set<string>()
  for (const [, value] of entriesUnder(map, reopened))
    for (const id of reopeningSchema.safeParse(value).data?.undoes ?? []) undone.add(id)
  return entriesUnder(map, completed)
    .flatMap(([id, value]) => {
      const completion = taskCompletionSchema.safeParse({ ...(value as object), id }).data
      return completion && !undone.has(id) ? [completion] : []
    })
    .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1))
}

/**
 * Completes the task. Call inside a transaction, as with all writes.
 *
 * @param deed a new id
 * @returns false, and nothing is written, when it is done already
 */
export function completeTask(map: Y.Map<unknown>, deed: string, { at, userId }: Stamp): boolean {
  if (standingCompletions(map).length > 0) return false
  map.set(completed + deed, { by: userId, at })
  return true
}

/**
 * Reopens the task: undoes all completions that are known here.
 *
 * @param deed a new id
 * @returns false, and nothing is written, when it is open already
 */
export function reopenTask(map: Y.Map<unknown>, deed: string, { at, userId }: Stamp): boolean {
  const undoes = standingCompletions(map).map(({ id }) => id)
  if (undoes.length === 0) return false
  map.set(reopened + deed, { by: userId, at, undoes })
  return true
}

/** Takes one's own completion or reopening back, as if it had not been; another's stays. */
export function takeBackDeed(map: Y.Map<unknown>, deed: string, userId: string): void {
  for (const key of [completed + deed, reopened + deed])
    if ((map.get(key) as { by?: unknown } | undefined)?.by === userId) map.delete(key)
}

/** The key under which a completion lies. */
export const completionKey = ({ id }: TaskCompletion): string => completed + id

function entriesUnder(map: Y.Map<unknown>, prefix: string): [string, unknown][] {
  return [...map.entries()].flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
  )
}
