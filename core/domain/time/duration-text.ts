const hourWord = String.raw`(?:h|hr?s?|heures?|hours?)`
const minuteWord = String.raw`(?:m|mn|mins?|minutes?)`

const bareMinutes = new RegExp(String.raw`^(\d{1,6})\s*${minuteWord}?$`)
const clock = /^(\d{1,4}):([0-5]\d)$/
const hoursAndMinutes = new RegExp(
  String.raw`^(\d{1,4})\s*${hourWord}\s*(?:([0-5]?\d)\s*${minuteWord}?)?$`,
)
const decimalHours = new RegExp(String.raw`^(\d{1,4})[.,](\d{1,4})\s*${hourWord}$`)

/**
 * Reads a typed duration: `1h30`, `1 h 30`, `90`, `1:30`, `1,5 h`, `45 min`, `2h`, in French or English.
 * A number alone is minutes. A decimal without a unit is refused, since it could be either.
 * @returns whole minutes, 0 or more (decimal hours are rounded), or undefined when it is not a duration
 */
export function parseDuration(text: string): number | undefined {
  const typed = text.trim().toLowerCase()

  const minutes = bareMinutes.exec(typed)
  if (minutes) return Number(minutes[1])

  const parts = clock.exec(typed) ?? hoursAndMinutes.exec(typed)
  if (parts) return Number(parts[1]) * 60 + Number(parts[2] ?? 0)

  const decimal = decimalHours.exec(typed)
  if (decimal) return Math.round(Number(`${decimal[1]}.${decimal[2]}`) * 60)

  return undefined
}

/**
 * Writes minutes as `45 min`, `2 h` or `1 h 30`, the same in French and English. The spaces do not
 * break (U+00A0), so that a number stays with its unit.
 * @param minutes 0 or more; a fraction is rounded
 */
export function formatDuration(minutes: number): string {
  const whole = Math.round(minutes)
  const [hours, rest] = [Math.floor(whole / 60), whole % 60]
  if (hours === 0) return `${rest}\u00A0min`
  if (rest === 0) return `${hours}\u00A0h`
  return `${hours}\u00A0h\u00A0${String(rest).padStart(2, '0')}`
}
