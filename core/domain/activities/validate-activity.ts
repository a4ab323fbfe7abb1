import { Temporal } from 'temporal-polyfill'
import type { StoredStatus } from '../../contract/activities.ts'
import type { ErrorDetails } from '../../contract/app-error.ts'
import type { ErrorCode } from '../../contract/error-codes.ts'
import { dayMs, isValidInstant, minuteMs } from '../time/instant.ts'
import { isKnownTimeZone } from '../time/zoned.ts'
import type { ActivityTimes } from './activity-interval.ts'

/** The fields of an activity that have rules of their own. */
export interface ActivityInput extends ActivityTimes {
  readonly status: StoredStatus
  readonly typeId: string | null
  readonly customerId: string | null
  /** IANA zone of the place. */
  readonly tz: string
  /** Characters of the description's plain text. */
  readonly descriptionLength: number
  /** Whether the type allows an end equal to the start. */
  readonly instant?: boolean | undefined
}

export interface ValidationContext {
  /** UTC ms, corrected clock. */
  readonly now: number
  readonly settings: {
    /** How long ago a new activity may have started, in minutes; null for any time. */
    readonly pastCreationLimitMin: number | null
  }
  /** The stored activity when this is an edit. */
  readonly previous?: Pick<ActivityTimes, 'startAt'> | undefined
}

export type ActivityField = 'typeId' | 'customerId' | 'startAt' | 'endAt' | 'tz' | 'description'

/** A rule that is broken, where to show it, and the facts for the sentence. */
export interface ActivityError {
  readonly code: ErrorCode
  readonly field: ActivityField
  readonly details: ErrorDetails
}

/** Something unusual that the user confirms. */
export interface ActivityWarning {
  readonly kind: 'longer_than_day' | 'far_future'
  readonly details: ErrorDetails
}

export interface ActivityVerdict {
  readonly errors: readonly ActivityError[]
  readonly warnings: readonly ActivityWarning[]
}

/** Longest description, in characters. */
export const maxDescriptionLength = 100_000

const maxDays = 14

/** Whether an activity lasts so long that its author is asked first (ACT-04); `…At` in UTC ms. */
export function isUnusuallyLong(startAt: number | null, endAt: number | null): boolean {
  if (startAt === null || endAt === null) return false
  const durationMs = endAt - startAt
  return durationMs > dayMs && durationMs <= maxDays * dayMs
}

/**
 * Applies the rules of ACT-02 and ACT-04 to an activity about to be saved. Whether the type and the
 * customer exist is for the caller to look up. A manager's override of the past limit is the
 * caller's too, by passing no limit.
 */
export function validateActivity(
  input: ActivityInput,
  { now, settings, previous }: ValidationContext,
): ActivityVerdict {
  const errors: ActivityError[] = []
  const warnings: ActivityWarning[] = []
  const refuse = (code: ErrorCode, field: ActivityField, details: ErrorDetails = {}) =>
    errors.push({ code, field, details })

  if (!input.typeId) refuse('E-ACT-NO-TYPE', 'typeId')
  if (!input.customerId) refuse('E-ACT-CUSTOMER-GONE', 'customerId')
  if (!isKnownTimeZone(input.tz)) refuse('E-TIME-INVALID', 'tz', { tz: input.tz })
  if (input.descriptionLength > maxDescriptionLength) {
    refuse('E-ACT-DESCRIPTION-TOO-LONG', 'description', {
      length: input.descriptionLength,
      maximum: maxDescriptionLength,
    })
  }

  const startAt = usable(input.startAt)
  const endAt = usable(input.endAt)
  if (startAt === 'invalid') refuse('E-TIME-INVALID', 'startAt')
  if (endAt === 'invalid') refuse('E-TIME-INVALID', 'endAt')
  if (startAt === null && input.status !== 'draft') refuse('E-ACT-NO-START', 'startAt')

  if (typeof startAt === 'number') {
    const limitMin = settings.pastCreationLimitMin
    if (limitMin !== null && startAt < now - limitMin * minuteMs && isEarlier(startAt, previous)) {
      refuse('E-ACT-PAST-LIMIT', 'startAt', { limitMin, startAt })
    }
    if (startAt > inTwoYears(now)) warnings.push({ kind: 'far_future', details: { startAt } })
  }

  if (typeof startAt === 'number' && typeof endAt === 'number') {
    const durationMs = endAt - startAt
    const durationMin = durationMs / minuteMs
    if (durationMs < 0 || (durationMs === 0 && !input.instant)) {
      refuse('E-ACT-END-BEFORE-START', 'endAt', { startAt, endAt })
    } else if (durationMs > maxDays * dayMs) {
      refuse('E-ACT-TOO-LONG', 'endAt', { durationMin, maxDays })
    } else if (isUnusuallyLong(startAt, endAt)) {
      warnings.push({ kind: 'longer_than_day', details: { durationMin } })
    }
  }

  return { errors, warnings }
}

function usable(at: number | null): number | null | 'invalid' {
  return at === null || isValidInstant(at) ? at : 'invalid'
}

/** An edit is held to the past limit only when it moves the start back, or sets the first one. */
function isEarlier(startAt: number, previous: ValidationContext['previous']): boolean {
  return previous === undefined || previous.startAt === null || startAt < previous.startAt
}

function inTwoYears(now: number): number {
  const utc = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC')
  return utc.add({ years: 2 }).epochMilliseconds
}
