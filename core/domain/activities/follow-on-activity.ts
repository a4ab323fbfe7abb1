import { minuteMs, roundUpToQuarter } from '../time/instant.ts'
import { zonedAt } from '../time/zoned.ts'
import {
  type ActivityPrefill,
  type DefaultingType,
  defaultDurationMin,
} from './activity-defaults.ts'
import { usableDurationMs } from './activity-interval.ts'

/** The activity that is copied or followed; it may be undated. */
export type SourceActivity = Omit<ActivityPrefill, 'startAt' | 'status'> & {
  readonly startAt: number | null
}

export interface NextActivityContext {
  /** UTC ms, corrected clock. */
  readonly now: number
  /** The type that usually comes next, or the source's own. */
  readonly nextType: DefaultingType
  /** Days until then; a week unless the type says otherwise. */
  readonly afterDays?: number | null | undefined
}

/**
 * A copy to be saved as a new activity (ACT-19): the same people, place, title and duration, from
 * the next quarter of an hour. The description is copied by its document; reports, notes, files and
 * history stay with the original. An open end stays open.
 * @param now UTC ms, corrected clock
 */
export function copyOf(source: SourceActivity, now: number): ActivityPrefill {
  const startAt = roundUpToQuarter(now)
  const durationMs = usableDurationMs(source)
  return {
    ...carriedOver(source),
    title: source.title,
    startAt,
    endAt: durationMs === 0 ? null : startAt + durationMs,
  }
}

/**
 * *Créer l'activité suivante* (ACT-19): the same people and place, some days after the source or
 * after today when that has passed, at the same wall time in the source's zone even across a clock
 * change. It keeps the duration of the same type and takes the default of another; the title is left
 * open, since the next activity has its own purpose.
 * @throws AppError `E-TIME-INVALID` when the source's start or zone cannot be used
 */
export function nextActivityFrom(
  source: SourceActivity,
  { now, nextType, afterDays }: NextActivityContext,
): ActivityPrefill {
  const sourceStart = zonedAt(source.startAt ?? roundUpToQuarter(now), source.tz)
  const today = zonedAt(now, source.tz)
  const from = sourceStart.epochMilliseconds > now ? sourceStart : today
  const sameTime = from
    .toPlainDate()
    .add({ days: afterDays ?? 7 })
    .toZonedDateTime({ timeZone: source.tz, plainTime: sourceStart.toPlainTime() })
  // Zero days later may already be past.
  const startAt = Math.max(sameTime.epochMilliseconds, roundUpToQuarter(now))
  const keptMs = nextType.id === source.typeId ? usableDurationMs(source) : 0
  return {
    ...carriedOver(source),
    typeId: nextType.id,
    title: null,
    startAt,
    endAt: startAt + (keptMs || defaultDurationMin(nextType) * minuteMs),
  }
}

function carriedOver(source: SourceActivity) {
  const { typeId, customerId, tz, assigneeId, contactIds, locationText } = source
  return {
    typeId,
    customerId,
    tz,
    status: 'planned' as const,
    assigneeId,
    contactIds,
    locationText,
  }
}
