/** Days after which something counts half. */
const halfLifeDays = 60

/** How much a day counts as seen from another, from 0 to 1. */
export function recency(day: string, today: string): number {
  return 0.5 ** (Math.max(0, daysBetween(day, today)) / halfLifeDays)
}

/** @param from @param to local days, `YYYY-MM-DD` */
export function daysBetween(from: string, to: string): number {
  const days = (Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000
  return Number.isFinite(days) ? days : 0
}
