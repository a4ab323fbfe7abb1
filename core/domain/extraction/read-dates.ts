import { afterCorrection, lastSaid } from './corrections.ts'
import { type DateSpan, findDates } from './dates.ts'
import type { Extracted } from './extracted.ts'
import { folded } from './folded-text.ts'
import { findNumbers } from './numbers.ts'
import { ask, filled, filledAt, longestReply, none, type Reply } from './reply.ts'
import type { SlotField } from './slot-field.ts'

function datesIn({ source, locale, context }: Reply, { past, future }: SlotField): DateSpan[] {
  const direction = past ? 'past' : future ? 'future' : undefined
  return findDates(source.slice(0, longestReply), { locale, now: context.now, direction })
}

/** A day, or a day and a time. */
export function readDate(reply: Reply, field: SlotField): Extracted {
  const all = datesIn(reply, field)
  const { said, isCorrected, isUnsure: isTakenBack } = lastSaid(reply, all)
  const days = said.filter(({ day }) => day !== null)
  const [first] = days
  if (!first?.day) {
    if (said.some(({ isPeriod }) => isPeriod)) return ask('period')
    return field.type === 'datetime' && said.some(({ time }) => time !== null)
      ? ask('date_missing')
      : none
  }
  const different = [...new Set(days.map(({ day }) => day))].filter((day) => day !== null)
  if (different.length > 1) return ask('several', different)
  const today = reply.context.now.slice(0, 10)
  const isOtherWay =
    (field.future === true && first.day < today) || (field.past === true && first.day > today)
  if (!isWithin(first.day, field)) return ask('out_of_range', [first.day])
  const confirm = first.confirm || isOtherWay || isTakenBack || isCorrected
  const span = [first.start, first.end] as const
  if (field.type === 'date')
    return filledAt(reply, first.day, span, {
      confidence: confirm ? 0.7 : 0.95,
      confirm,
      alternatives: first.alternatives,
    })
  const clock = clockSaid(reply, said)
  if (clock?.status === 'ask') return clock.asked
  const time =
    clock?.time ?? (isCorrected ? (all.find((each) => each.time !== null)?.time ?? null) : null)
  if (time === null) return ask('time_missing', [first.day])
  const isUnsure = confirm || first.isTimeAmbiguous || clock?.isUnsure === true
  return filledAt(reply, `${first.day}T${time}`, span, {
    confidence: isUnsure ? 0.7 : 0.95,
    confirm: isUnsure,
    alternatives: first.alternatives.map((day) => `${day}T${time}`),
  })
}

function isWithin(day: string, { min, max }: SlotField): boolean {
  return (
    (typeof min !== 'string' || day >= min.slice(0, 10)) &&
    (typeof max !== 'string' || day <= max.slice(0, 10))
  )
}

/** A time of day. */
export function readTime(reply: Reply, field: SlotField): Extracted {
  const { said } = lastSaid(reply, datesIn(reply, field))
  const found = said.find(({ time }) => time !== null)
  const clock = clockSaid(reply, said)
  if (!found || !clock) return readHour(reply)
  if (clock.status === 'ask') return clock.asked
  return filledAt(reply, clock.time, [found.start, found.end], {
    confidence: found.isTimeAmbiguous ? 0.7 : 0.95,
    confirm: found.isTimeAmbiguous || clock.isUnsure,
  })
}

const timeBound =
  /\b(?:avant|apres(?![- ]?midi)|des|a partir|jusqu'a|before|after|until|till|from)\b/

/** "avant 10h", "after 5pm". */
function isTimeBound({ source }: Reply, { start, end, timeSpan }: DateSpan): boolean {
  const [from, to] = timeSpan ?? [start, end]
  return timeBound.test(folded(source.slice(Math.max(0, from - 14), to)))
}

type ClockSaid =
  | { readonly status: 'time'; readonly time: string; readonly isUnsure: boolean }
  | { readonly status: 'ask'; readonly asked: Extracted; readonly isUnsure?: undefined }

/** The time of a reply; the one after a correction; a question where two are left. */
function clockSaid(reply: Reply, said: readonly DateSpan[]): ClockSaid | undefined {
  const found = said.find(({ time }) => time !== null)
  if (!found?.time) return undefined
  const [other] = found.otherTimes
  if (!other) return { status: 'time', time: found.time, isUnsure: isTimeBound(reply, found) }
  const from = afterCorrection(reply)
  if (from > 0 && other.time !== null && other.start >= from)
    return { status: 'time', time: other.time, isUnsure: true }
  return {
    status: 'ask',
    asked: other.time === null ? ask('range') : ask('several', [found.time, other.time]),
  }
}

/** Longer replies say more than an hour. */
const mostWordsWithHour = 4

/** A number alone is an hour where a time was asked for; nobody meets before seven. */
function readHour(reply: Reply): Extracted {
  const numbers = findNumbers(reply.text, reply.locale)
  const [only] = numbers
  if (!only || numbers.length > 1 || reply.words > mostWordsWithHour) return none
  const hours = only.value > 100 ? Math.floor(only.value / 100) : only.value
  const minutes = only.value > 100 ? only.value % 100 : 0
  if (!Number.isInteger(only.value) || hours < 0 || hours > 24 || minutes > 59) return none
  const hour = hours > 0 && hours < 7 ? hours + 12 : hours % 24
  const clock = `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
  return filled(reply, clock, { ...only, confidence: 0.7 })
}
