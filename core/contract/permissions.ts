import { z } from 'zod'

/**
 * Why somebody may not do something to a record (specification, §14):
 * - `others`, `others_deletion`: it is somebody else's, and the roles reach only one's own.
 * - `outside_team`: neither its author nor its assignee is in a team of this manager.
 * - `times`: the times of a colleague's activity are not the back office's to change.
 * - `too_late`: a rep deletes an activity of their own for a day after its creation.
 * - `never_deletes`: the back office cancels.
 * - `role`: the person has no role.
 * - `protected`: a report hangs on it, so it is cancelled rather than deleted (ACT-11).
 * - `others_report`: a report is for those whose activity it is, or who look after the account.
 * - `managers_only`: managers reopen and delete reports, and take back those of others.
 * - `own_visits`: presence is proved by whoever the visit is assigned to, and by nobody else.
 * - `note`: a note is its author's, or a manager's (NOT-02).
 */
export const refusalReasons = [
  'others',
  'others_deletion',
  'outside_team',
  'times',
  'too_late',
  'never_deletes',
  'role',
  'protected',
  'others_report',
  'managers_only',
  'own_visits',
  'note',
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export const refusalSchema = z.object({
  reason: z.enum(refusalReasons),
  /** Names of those whose record it is; empty where nobody is known. */
  people: z.array(z.string()),
})
export type Refusal = z.infer<typeof refusalSchema>

/** `null` where the person may. */
const refusal = refusalSchema.nullable()

/** What the person of this device may do to an activity, or why not (PRM-01). */
export const activityRightsSchema = z.object({
  edit: refusal,
  editTimes: refusal,
  delete: refusal,
  restore: refusal,
})
export type ActivityRights = z.infer<typeof activityRightsSchema>

export const noteRightsSchema = z.object({ edit: refusal, restore: refusal })
export type NoteRights = z.infer<typeof noteRightsSchema>

/** Of a conflict: to leave it as it stands, or to put another value there. */
export const conflictRightsSchema = z.object({ keep: refusal, replace: refusal })
export type ConflictRights = z.infer<typeof conflictRightsSchema>
