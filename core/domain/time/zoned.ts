import { Temporal } from 'temporal-polyfill'
import { AppError } from '../../contract/app-error.ts'
import { isValidInstant } from './instant.ts'

// Temporal also takes offsets ("+01:00") and whole timestamps as a zone; the product stores names only.
const zoneName = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/

/** Whether `tz` names a zone of the IANA database that this runtime knows. */
export function isKnownTimeZone(tz: string): boolean {
  if (!zoneName.test(tz)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(tz)
    return true
  } catch {
    return false
  }
}

/**
 * The instant `at` (UTC ms) on the clock and calendar of `tz`.
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone.
 */
export function zonedAt(at: number, tz: string): Temporal.ZonedDateTime {
  if (!isValidInstant(at)) {
    throw new AppError('E-TIME-INVALID', 'Not a usable instant', { at: String(at) })
  }
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(requireTimeZone(tz))
}

/** @throws AppError `E-TIME-INVALID` for an unknown zone. */
export function requireTimeZone(tz: string): string {
  if (!isKnownTimeZone(tz)) throw new AppError('E-TIME-INVALID', 'Unknown time zone', { tz })
  return tz
}
