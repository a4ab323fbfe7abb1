import type { StoredStatus } from '../../contract/activities.ts'
import { AppError } from '../../contract/app-error.ts'

/** What a change of status depends on besides the two statuses. */
export interface TransitionContext {
  readonly isManager: boolean
  readonly reason?: string | null | undefined
  /** Whether the activity's type asks for a reason to cancel. */
  readonly cancelReasonRequired?: boolean | undefined
}

const transitions: Readonly<Record<StoredStatus, readonly StoredStatus[]>> = {
  // A past visit is recorded in one go, so a draft may become anything.
  draft: ['planned', 'in_progress', 'done', 'cancelled'],
  planned: ['in_progress', 'done', 'cancelled'],
  in_progress: ['done', 'cancelled'],
  done: ['planned', 'cancelled'],
  // Undo of a cancellation.
  cancelled: ['planned'],
}

/** The statuses that may follow `from` (ACT-12); done → planned is for managers, with a reason. */
export function allowedTransitions(from: StoredStatus): readonly StoredStatus[] {
  return transitions[from]
}

/**
 * Checks a change of status (ACT-12). Keeping the status is always allowed.
 * @throws AppError `E-ACT-STATUS` when the change is not allowed, or not to this person
 * (`managerOnly` in the details); `E-ACT-REASON-REQUIRED` when a reason is missing.
 */
export function checkTransition(
  from: StoredStatus,
  to: StoredStatus,
  { isManager, reason, cancelReasonRequired = false }: TransitionContext,
): void {
  if (from === to) return
  const isReopening = from === 'done' && to === 'planned'
  if (!transitions[from].includes(to) || (isReopening && !isManager)) {
    throw new AppError('E-ACT-STATUS', `An activity cannot go from ${from} to ${to}`, {
      from,
      to,
      managerOnly: isReopening,
    })
  }
  const needsReason = isReopening || (to === 'cancelled' && cancelReasonRequired)
  if (needsReason && !reason?.trim()) {
    throw new AppError('E-ACT-REASON-REQUIRED', `Going from ${from} to ${to} needs a reason`, {
      from,
      to,
    })
  }
}
