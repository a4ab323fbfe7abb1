import { isRepeatedHour, resolveWallTime, toWallTime } from '../../../core/domain/time/wall-time.ts'
import { parseTypedDate, writeTypedDate } from './typed-date.ts'
import { parseTypedTime } from './typed-time.ts'

/** The two passes of an hour that the clocks show twice. */
type Pass = 'first' | 'second'

/** A date and a time as they stand in their fields, and the pass for a repeated hour. */
export interface Moment {
  date: string
  time: string
  pass: Pass
}

/** What a moment means; all `…At` are UTC ms. */
export type MomentReading =
  | { readonly kind: 'empty' }
  /** `repeated` is set when the clocks show this hour twice. */
  | {
      readonly kind: 'at'
      readonly at: number
      readonly repeated?: { readonly firstAt: number; readonly secondAt: number }
    }
  | { readonly kind: 'nonexistent'; readonly proposedAt: number; readonly proposedTime: string }
  | { readonly kind: 'invalid'; readonly part: 'date' | 'time' }
  | { readonly kind: 'incomplete'; readonly part: 'date' | 'time' }

export const emptyMoment = (): Moment => ({ date: '', time: '', pass: 'first' })

/** The fields for an instant (UTC ms), or empty ones. */
export function momentOf(at: number | null, tz: string): Moment {
  if (at === null) return emptyMoment()
  const wall = toWallTime(at, tz)
  const second = resolveWallTime(wall, tz, 'second')
  const isSecond = isRepeatedHour(at, tz) && second.kind === 'exact' && second.at <= at
  return { date: writeTypedDate(wall.date), time: wall.time, pass: isSecond ? 'second' : 'first' }
}

/**
 * Reads the fields (ACT-16).
 * @param tz the viewer's zone, in which the fields are written
 * @param now UTC ms; tells what "demain" and a missing year mean
 */
export function readMoment({ date, time, pass }: Moment, tz: string, now: number): MomentReading {
  if (!date.trim() && !time.trim()) return { kind: 'empty' }
  const day = date.trim() ? parseTypedDate(date, toWallTime(now, tz).date) : ''
  const clock = time.trim() ? parseTypedTime(time) : ''
  if (day === undefined) return { kind: 'invalid', part: 'date' }
  if (clock === undefined) return { kind: 'invalid', part: 'time' }
  if (!day) return { kind: 'incomplete', part: 'date' }
  if (!clock) return { kind: 'incomplete', part: 'time' }

  const resolved = resolveWallTime({ date: day, time: clock }, tz)
  switch (resolved.kind) {
    case 'exact':
      return { kind: 'at', at: resolved.at }
    case 'ambiguous': {
      const { firstAt, secondAt } = resolved
      return {
        kind: 'at',
        at: pass === 'second' ? secondAt : firstAt,
        repeated: { firstAt, secondAt },
      }
    }
    case 'nonexistent':
      return {
        kind: 'nonexistent',
        proposedAt: resolved.proposedAt,
        proposedTime: resolved.proposedTime,
      }
    case 'invalid':
      return { kind: 'invalid', part: 'date' }
  }
}

/**
 * The fields as the form writes them once they are left: `9` becomes `09:00`. What cannot be read
 * stays as it was typed. A time alone is meant for `usualDay`.
 * @param usualDay `YYYY-MM-DD`
 */
export function tidied(moment: Moment, tz: string, now: number, usualDay: string): Moment {
  const day = moment.date.trim() && parseTypedDate(moment.date, toWallTime(now, tz).date)
  const clock = moment.time.trim() && parseTypedTime(moment.time)
  const date = day ? writeTypedDate(day) : moment.date.trim()
  return {
    date: !date && clock ? writeTypedDate(usualDay) : date,
    time: clock || moment.time.trim(),
    pass: moment.pass,
  }
}
