import { minuteMs, truncateToMinute } from '../time/instant.ts'
import { type ActivityTimes, usableDurationMs } from './activity-interval.ts'

/** The new times (UTC ms), with what the user must be told besides what they asked for. */
export interface QuickTimes extends ActivityTimes {
  /** `end-moved`: the end followed the start. `start-derived`: the start is a guess to be checked. */
  readonly announcement?: 'end-moved' | 'start-derived'
}

/** The button changes nothing: it would leave the end at or before the start. */
export interface QuickTimesRefusal {
  readonly refused: 'E-ACT-END-BEFORE-START'
}

export type QuickTimesResult = QuickTimes | QuickTimesRefusal

/** Durations in minutes that have a button (ACT-05). */
export const durationPresets = [15, 30, 45, 60] as const

const refusal: QuickTimesRefusal = { refused: 'E-ACT-END-BEFORE-START' }

/**
 * *Starts now* (ACT-06): the start is the current minute. An end that is no longer after it follows
 * at the previous duration, or at the default one when there was none.
 * @param now UTC ms, corrected clock
 * @param defaultDurationMin the type's default
 */
export function startNow(
  times: ActivityTimes,
  now: number,
  defaultDurationMin: number,
): QuickTimes {
  const startAt = truncateToMinute(now)
  if (times.endAt === null || times.endAt > startAt) return { startAt, endAt: times.endAt }
  const durationMs = usableDurationMs(times) || defaultDurationMin * minuteMs
  return { startAt, endAt: startAt + durationMs, announcement: 'end-moved' }
}

/**
 * *Ends now* (ACT-06): the end is the current minute, so that the next activity can start in it
 * without an overlap; within the minute of the start it is one minute later. Without a start, the
 * start is derived from the default duration. Refused when the activity starts now or later.
 * @param now UTC ms, corrected clock
 * @param defaultDurationMin the type's default
 */
export function endNow(
  { startAt }: ActivityTimes,
  now: number,
  defaultDurationMin: number,
): QuickTimesResult {
  const endAt = truncateToMinute(now)
  if (startAt === null) {
    return {
      startAt: endAt - defaultDurationMin * minuteMs,
      endAt,
      announcement: 'start-derived',
    }
  }
  if (now <= startAt) return refusal
  return { startAt, endAt: Math.max(endAt, startAt + minuteMs) }
}

/**
 * *Décaler le début*, the remedy for a refused *Ends now*: the activity ends now and starts its
 * duration, or the default one, earlier.
 * @param now UTC ms, corrected clock
 * @param defaultDurationMin the type's default
 */
export function endNowMovingStart(
  times: ActivityTimes,
  now: number,
  defaultDurationMin: number,
): QuickTimes {
  const endAt = truncateToMinute(now)
  const durationMs = usableDurationMs(times) || defaultDurationMin * minuteMs
  return { startAt: endAt - durationMs, endAt, announcement: 'start-derived' }
}

/**
 * Gives the activity a duration, from a preset button or typed (ACT-06): the end follows the start;
 * the start precedes the end when only the end is known; with neither, the activity starts in the
 * current minute. Refused when the duration is not positive.
 * @param minutes elapsed minutes, whatever the clocks do meanwhile
 * @param now UTC ms, corrected clock
 */
export function applyPreset(times: ActivityTimes, minutes: number, now: number): QuickTimesResult {
  return withDuration(times, Math.round(minutes * minuteMs), now)
}

/**
 * Lengthens or shortens the activity (ACT-06); a missing duration counts as 0.
 * Refused when nothing would be left.
 * @param stepMin elapsed minutes, negative to shorten
 * @param now UTC ms, corrected clock
 */
export function stepDuration(times: ActivityTimes, stepMin: number, now: number): QuickTimesResult {
  return withDuration(times, usableDurationMs(times) + stepMin * minuteMs, now)
}

/**
 * Changes only the start and keeps the elapsed duration (ACT-07). An end without a duration stays
 * where it is, for the validation to judge.
 * @param newStartAt UTC ms
 */
export function moveStart(times: ActivityTimes, newStartAt: number): QuickTimes {
  const durationMs = usableDurationMs(times)
  if (durationMs === 0 || newStartAt === times.startAt) {
    return { startAt: newStartAt, endAt: times.endAt }
  }
  return { startAt: newStartAt, endAt: newStartAt + durationMs, announcement: 'end-moved' }
}

/** The preset (minutes) to highlight: the one that equals the duration exactly (ACT-06). */
export function matchingPreset(times: ActivityTimes): (typeof durationPresets)[number] | undefined {
  return durationPresets.find((minutes) => minutes * minuteMs === usableDurationMs(times))
}

function withDuration(
  { startAt, endAt }: ActivityTimes,
  durationMs: number,
  now: number,
): QuickTimesResult {
  if (!(durationMs > 0)) return refusal
  if (startAt === null && endAt !== null) return { startAt: endAt - durationMs, endAt }
  const from = startAt ?? truncateToMinute(now)
  return { startAt: from, endAt: from + durationMs }
}
