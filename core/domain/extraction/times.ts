import type { Locale } from '../../contract/scalars.ts'

/** A time of day in a folded text whose numbers are digits. */
export interface TimeSpan {
  readonly start: number
  readonly end: number
  readonly hour: number
  readonly minute: number
  /** It could be half a day off. */
  readonly isAmbiguous: boolean
}

/** The first time of day, or `undefined`. */
export function findTime(text: string, locale: Locale): TimeSpan | undefined {
  const found = locale === 'fr' ? frenchTime(text) : englishTime(text)
  return found && found.hour < 25 && found.minute < 60
    ? { ...found, hour: found.hour % 24 }
    : undefined
}

/** `hour` on the clock of 24 hours, by the part of the day that was said. */
function onDay(hour: number, part: string | undefined): number {
  if (part === undefined) return hour
  if (/^(?:p|soir|apres|aprem|evening|afternoon|night|tonight)/.test(part)) {
    if (/night/.test(part) && hour === 12) return 24
    return hour < 12 ? hour + 12 : hour
  }
  return /^(?:a|mat|morning)/.test(part) && hour === 12 ? 0 : hour
}

const frenchPart =
  "(?: ?(?:du|de l'|d'|dans la|dans l'|en|ce|cet|l')? ?(mat(?:in)?(?:ee)?|soir(?:ee)?|apres[- ]?midi|aprem))?"
const frenchHour = new RegExp(
  `(?:\\ba |\\bvers |\\bpour |\\bdes )?\\b(\\d{1,2}) ?(?:heures?|h)(?![a-z]) ?(?:(\\d{1,2})(?!\\d)|(et demie?)|(moins le quart)|(et quart)|moins (\\d{1,2}))?(?: ?min(?:utes)?)?${frenchPart}`,
)
const frenchClock = new RegExp(`\\b(\\d{1,2}):(\\d{2})${frenchPart}`)
const frenchNoon =
  /\b(?:a |vers |pour )?(midi|minuit)(?: (et demie?|et quart|moins le quart|moins \d{1,2}|\d{1,2}(?! ?h|\d)))?(?!\w)/

function frenchTime(text: string): TimeSpan | undefined {
  const hours = frenchHour.exec(text)
  if (hours) {
    const [, digits, minutes, half, toQuarter, quarter, to, part] = hours
    let hour = onDay(Number(digits), part)
    let minute = minutes ? Number(minutes) : half ? 30 : quarter ? 15 : 0
    if (toQuarter || to) {
      hour -= 1
      minute = toQuarter ? 45 : 60 - Number(to)
    }
    // "à 6 heures" is as likely in the evening.
    return { ...placeOf(hours), hour, minute, isAmbiguous: !part && hour < 7 && hour > 0 }
  }
  const clock = frenchClock.exec(text)
  if (clock)
    return {
      ...placeOf(clock),
      hour: onDay(Number(clock[1]), clock[3]),
      minute: Number(clock[2]),
      isAmbiguous: false,
    }
  const noon = frenchNoon.exec(text)
  if (
    !noon ||
    /apres[- ]$/.test(text.slice(0, noon.index)) ||
    /\bce $/.test(text.slice(0, noon.index))
  )
    return undefined
  const [, word, more = ''] = noon
  const isTo = more.startsWith('moins')
  const hour = (word === 'midi' ? 12 : 24) - (isTo ? 1 : 0)
  const digits = /\d+/.exec(more)?.[0]
  const minute = more.includes('demi')
    ? 30
    : more === 'et quart'
      ? 15
      : more === 'moins le quart'
        ? 45
        : digits === undefined
          ? 0
          : isTo
            ? 60 - Number(digits)
            : Number(digits)
  return { ...placeOf(noon), hour, minute, isAmbiguous: false }
}

const meridiem = '(?: ?(a\\.? ?m\\.?|p\\.? ?m\\.?|[ap](?![a-z]))(?!\\w))'
const partAfter = '(?:,? (?:in (?:the )?|this |at )?(morning|afternoon|evening|tonight|night))?'
const anyPart =
  /\b(?:this |in the |tomorrow |at )?(morning|afternoon|evening|tonight|night|dinner|lunch|breakfast)\b/
const englishPast = new RegExp(
  `\\b(half past|half|quarter past|quarter after|quarter to|quarter of|quarter till|a quarter past|a quarter to|(?:(\\d{1,2}) )(?:minutes? )?(?:past|to|after|till)) (\\d{1,2})(?!\\d|:)${meridiem}?${partAfter}`,
)
const englishMeridiem = new RegExp(`\\b(\\d{1,2})(?:[:.h ](\\d{2}))?(?: ?o'? ?clock)?${meridiem}`)
const englishCompact = new RegExp(`(?<![\\d/.,£$€])(\\d{1,2})(\\d{2})${meridiem}`)
const englishClock = new RegExp(
  `(?<![\\d/])(\\d{1,2})[:.h](\\d{2})(?![\\d/%])(?:hrs|hours)?${partAfter}`,
)
/** "nine thirty", where it is all that is said or a word leads to it. */
const englishSpoken =
  /(?:^ *|\b(?:at|by|around|about|for|say|make it) )(\d{1,2}) ([0-5]\d)(?= *(?:$|[,.;!?]|in the\b|this\b|tonight\b|tomorrow\b|on\b))/
const englishOClock = new RegExp(`\\b(?:at |by |around |for )?(\\d{1,2}) ?o'? ?clock${partAfter}`)
const englishAt = new RegExp(
  `\\b(?:at|by|around|about|after|before|@) ?(\\d{1,2})\\b(?! (?:boxes|percent|%|people|persons|guests|of us|adults|months?|weeks?|days?|hours?|euros|pounds)|st\\b|nd\\b|rd\\b|th\\b|[/.:]\\d|%|€|£)${partAfter}`,
)
const englishNoon = /\b(?:at )?(noon|midday|midnight|lunch ?time)\b/
const englishBare =
  /\b(\d{1,2}),? (?:tonight|this evening|in the (?:evening|morning|afternoon)|tomorrow (?:night|evening|morning|afternoon))\b/
const military = /(?<![\d/.,£$€])((?:[01]\d|2[0-3])[0-5]\d)(?: ?(?:h|hrs|hours))?(?![\d/%])/

function englishTime(text: string): TimeSpan | undefined {
  const part = anyPart.exec(text)?.[1]
  const past = englishPast.exec(text)
  if (past && !isHours(past)) {
    const [, words = '', minutes, digits, ap, said] = past
    const isTo = /to$|of$|till$/.test(words)
    const base = words.startsWith('half')
      ? 30
      : words.includes('quarter')
        ? 15
        : Number(minutes ?? 0)
    const named = partOf(ap) ?? said ?? part
    let hour = afternoonIfEarly(Number(digits), named)
    if (isTo) hour -= 1
    return {
      ...placeOf(past),
      hour: hour < 0 ? hour + 24 : hour,
      minute: isTo ? 60 - base : base,
      isAmbiguous: named === undefined,
    }
  }
  const exact = englishMeridiem.exec(text)
  if (exact && Number(exact[1]) <= 24)
    return {
      ...placeOf(exact),
      hour: onDay(Number(exact[1]), partOf(exact[3])),
      minute: Number(exact[2] ?? 0),
      isAmbiguous: false,
    }
  const compact = englishCompact.exec(text)
  if (compact && Number(compact[1]) <= 12)
    return {
      ...placeOf(compact),
      hour: onDay(Number(compact[1]), partOf(compact[3])),
      minute: Number(compact[2]),
      isAmbiguous: false,
    }
  const clock = englishClock.exec(text)
  if (clock && Number(clock[1]) < 25) {
    const named = clock[3] ?? part
    const hour = onDay(Number(clock[1]), named)
    return { ...placeOf(clock), hour, minute: Number(clock[2]), isAmbiguous: !named && hour < 7 }
  }
  const spoken = englishSpoken.exec(text)
  if (spoken && Number(spoken[1]) < 25)
    return {
      ...placeOf(spoken),
      hour: afternoonIfEarly(Number(spoken[1]), part),
      minute: Number(spoken[2]),
      isAmbiguous: part === undefined && Number(spoken[1]) < 12,
    }
  for (const pattern of [englishOClock, englishBare, englishAt]) {
    const match = pattern.exec(text)
    if (!match || Number(match[1]) > 24) continue
    const named = match[2] ?? part ?? /tonight|evening|afternoon|morning|night/.exec(match[0])?.[0]
    const hour = afternoonIfEarly(Number(match[1]), named)
    return { ...placeOf(match), hour, minute: 0, isAmbiguous: named === undefined && hour < 12 }
  }
  const noon = englishNoon.exec(text)
  if (noon)
    return {
      ...placeOf(noon),
      hour: noon[1] === 'midnight' ? 24 : 12,
      minute: 0,
      isAmbiguous: false,
    }
  const four = military.exec(text)
  if (four && !/^(?:19|20)\d\d$/.test(four[1]!))
    return {
      ...placeOf(four),
      hour: Number(four[1]!.slice(0, 2)),
      minute: Number(four[1]!.slice(2)),
      isAmbiguous: false,
    }
  return undefined
}

/** "2 to 3pm" are two hours: minutes are told by fives, or with their word. */
const isHours = ([, words = '', minutes]: RegExpExecArray): boolean =>
  minutes !== undefined && / to$/.test(words) && !words.includes('min') && Number(minutes) % 5 !== 0

/** Nobody meets at three in the morning. */
function afternoonIfEarly(hour: number, part: string | undefined): number {
  if (part !== undefined && !/dinner|lunch|breakfast/.test(part)) return onDay(hour, part)
  return hour < 7 ? hour + 12 : hour
}

const partOf = (meridiemWords: string | undefined): string | undefined =>
  meridiemWords === undefined ? undefined : meridiemWords.startsWith('p') ? 'pm' : 'am'

const placeOf = (match: RegExpExecArray): { start: number; end: number } => ({
  start: match.index,
  end: match.index + match[0].length,
})
