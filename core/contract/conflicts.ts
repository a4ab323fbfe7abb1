import { z } from 'zod'
import type { Contract } from './operation.ts'
import { conflictRightsSchema } from './permissions.ts'
import { id, instant, nothing } from './scalars.ts'

/** Keep what stands, put the other value in its place, or write one made of both (SYN-03). */
export const conflictChoices = ['keep', 'replace', 'combine'] as const
export type ConflictChoice = (typeof conflictChoices)[number]

/**
 * - `field`: two people wrote one field without knowing of each other (SYN-03).
 * - `deletedAndEdited`: an activity or a task was deleted while somebody changed it (SYN-06); it is
 *   kept.
 * - `deletedAndCompleted`: a task was deleted while somebody completed it (TSK-04); it is kept, done.
 * - `timesCrossed`: each moved one end, and the end no longer follows the start (SYN-05).
 * - `archivedType`: an activity was given a type while somebody archived it (TYP-06).
 * - `sameName`: two types were given one name (TYP-06). Somebody merges or renames them.
 */
export const conflictKinds = [
  'field',
  'deletedAndEdited',
  'deletedAndCompleted',
  'timesCrossed',
  'archivedType',
  'sameName',
] as const
export type ConflictKind = (typeof conflictKinds)[number]

export const conflictSchema = z.object({
  id: z.string(),
  kind: z.enum(conflictKinds),
  root: z.enum(['activities', 'customers', 'contacts', 'tasks', 'activityTypes']),
  recordId: id,
  /** What it is about, as far as this device knows it. */
  subject: z.object({
    /** The title of the activity or task, or the contact's name; `null` where there is none. */
    title: z.string().nullable(),
    /** Of an activity. */
    typeId: z.string().nullable(),
    startAt: instant.nullable(),
    /** The one that a task follows. */
    activityId: z.string().nullable(),
    customerId: z.string(),
    customerName: z.string(),
  }),
  /** Of a `field`; empty otherwise. */
  field: z.string(),
  /**
   * The value that stands, who wrote it and when; of a deletion, the edit. Of an archived type, the
   * type and who gave it to the activity; of a name, the id of the type that was there first.
   */
  kept: z.unknown(),
  keptBy: z.string(),
  keptAt: instant,
  /**
   * The value that does not stand; of a deletion, the deletion. Of an archived type, the type that
   * stands in for it, if any, and who archived it; of a name, the id of the other type.
   */
  lost: z.unknown(),
  lostBy: z.string(),
  lostAt: instant,
  /** Names of the customers that the two values stand for, where they are customers' ids. */
  keptName: z.string().nullable(),
  lostName: z.string().nullable(),
  may: conflictRightsSchema,
})
export type ConflictToReview = z.infer<typeof conflictSchema>

/** What only people can decide after their changes met (specification, §15). */
export const conflictsContract = {
  /** Undecided ones, the latest first. */
  'conflicts.watch': {
    kind: 'stream',
    input: nothing,
    output: z.object({ open: z.array(conflictSchema), total: z.number().int() }),
  },
  /**
   * Decides one; `value` is what `combine` writes, into a text. Of a deletion, `keep` keeps the
   * record and `replace` deletes it. Of an archived type, `keep` keeps it and `replace` gives the
   * activity the type whose id is `value`. Crossed times are corrected in the activity itself, and
   * names in the settings.
   */
  'conflicts.resolve': {
    kind: 'command',
    input: z.object({
      id: z.string().max(80),
      choice: z.enum(conflictChoices),
      value: z.string().trim().max(1000).optional(),
    }),
    output: z.object({
      /** What stood before, for `conflicts.reopen`. */
      before: z.record(z.string(), z.unknown()),
      /** Whether the person may take the decision back. */
      canUndo: z.boolean(),
    }),
  },
  /** Takes a decision back, and puts what stood before in its place again. */
  'conflicts.reopen': {
    kind: 'command',
    input: z.object({ id: z.string().max(80), before: z.record(z.string(), z.unknown()) }),
    output: nothing,
  },
} as const satisfies Contract
