import type { ConflictToReview } from '../../../core/contract/conflicts.ts'

/** Where the record is shown that a conflict is about. */
export function recordLink({
  root,
  recordId,
  subject,
}: Pick<ConflictToReview, 'root' | 'recordId' | 'subject'>): string {
  const customer = `/customers/${encodeURIComponent(subject.customerId)}`
  if (root === 'activityTypes') return '/settings/types'
  if (root === 'customers') return `/customers/${encodeURIComponent(recordId)}/information`
  if (root === 'contacts') return `${customer}/contacts`
  const activityId = root === 'tasks' ? subject.activityId : recordId
  const list = subject.customerId && subject.customerName ? `${customer}/activities` : '/activities'
  return activityId === null ? list : `${list}?activity=${encodeURIComponent(activityId)}`
}
