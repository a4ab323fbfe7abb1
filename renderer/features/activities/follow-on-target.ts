import type { Activity } from '../../../core/contract/activities.ts'
import type { ActivityType } from '../../../core/contract/activity-types.ts'
import { copyOf, nextActivityFrom } from '../../../core/domain/activities/follow-on-activity.ts'
import type { ActivityPrefill } from '../../../core/domain/activities/activity-defaults.ts'
import type { FormTarget, Prefill } from './form-target.ts'

/** A form with a copy of an activity, its description included (ACT-19). */
export function copyTarget(activity: Activity, now: number): FormTarget {
  return {
    kind: 'new',
    customerId: activity.customerId,
    draftKey: `activity:copy:${activity.id}`,
    prefill: toPrefill(copyOf(activity, now), activity, activity.description),
  }
}

/** A form for the activity that follows, some days later with the same people (ACT-19). */
export function nextTarget(
  activity: Activity,
  { nextType, afterDays }: { nextType: ActivityType; afterDays: number | null },
  now: number,
): FormTarget {
  return {
    kind: 'new',
    customerId: activity.customerId,
    draftKey: `activity:next:${activity.id}`,
    prefill: toPrefill(nextActivityFrom(activity, { now, nextType, afterDays }), activity, []),
  }
}

function toPrefill(
  { title, startAt, endAt, tz, assigneeId, contactIds, locationText, typeId }: ActivityPrefill,
  source: Activity,
  description: Prefill['description'],
): Prefill {
  return {
    typeId: typeId ?? source.typeId,
    customerId: source.customerId,
    title,
    startAt,
    endAt,
    tz,
    cancelReason: null,
    assigneeId,
    contactIds: [...contactIds],
    locationText,
    description,
  }
}
