const digits = /^(\d{1,2})(\d{2})?$/
const parts = /^(\d{1,2})\s*(?:[:.,]|h|heures?)\s*(\d{1,2})?\s*(?:mn|min)?$/
const halfDay = /^(.*?)\s*([ap])\.?m\.?$/

/**
 * Reads a time of day as people type it: `9`, `930`, `9:30`, `9h30`, `14.30`, `2 pm`.
 * @returns `HH:mm`, or undefined when it is no time of day
 */
export function parseTypedTime(text: string): string | undefined {
  const typed = text.trim().toLowerCase()
  const half = halfDay.exec(typed)
  const clock = half ? half[1]! : typed
  const match = digits.exec(clock) ?? parts.exec(clock)
  if (!match) return undefined
  let hour = Number(match[1])
  const minute = Number(match[2] ?? 0)
  if (half) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half[2] === 'p' ? 12 : 0)
  }
  if (hour > 23 || minute > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
