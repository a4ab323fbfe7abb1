import type { Activity } from '../../../core/contract/activities.ts'

/** Of an activity or of its row. */
interface Deletable {
  readonly status: Activity['status']
  readonly may: Pick<Activity['may'], 'edit' | 'delete'>
}

/** Whether an activity that may not be deleted, because of its report, is cancelled instead (ACT-11). */
export function isCancelledInstead({ status, may }: Deletable): boolean {
  return may.delete?.reason === 'protected' && may.edit === null && status !== 'cancelled'
}
