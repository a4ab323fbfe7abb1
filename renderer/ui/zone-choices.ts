import { Temporal } from 'temporal-polyfill'

interface ZoneChoice {
  readonly value: string
  /** `Europe/Paris` */
  readonly label: string
  /** `UTC+01:00` */
  readonly offset: string
}

/**
 * Every zone a person may choose, with the offset in force at `now` (UTC ms). `current` is offered
 * even when this runtime lists it under another name.
 */
export function zoneChoices(
  current: string,
  now: number,
  known: readonly string[] = Intl.supportedValuesOf('timeZone'),
): ZoneChoice[] {
  const names = [...new Set([current, 'UTC', ...known])].sort((a, b) => a.localeCompare(b, 'en'))
  const instant = Temporal.Instant.fromEpochMilliseconds(now)
  return names.map((value) => ({
    value,
    label: value.replaceAll('_', ' '),
    offset: `UTC${instant.toZonedDateTimeISO(value).offset}`,
  }))
}
