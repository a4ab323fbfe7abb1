import { zonedAt } from './zoned.ts'

/**
 * The month heading an instant belongs to, as `YYYY-MM`.
 * @param at UTC ms
 * @param tz the viewer's IANA zone
 * @throws AppError `E-TIME-INVALID` for an unusable instant or an unknown zone
 */
export function monthKey(at: number, tz: string): string {
  return zonedAt(at, tz).toPlainDate().toPlainYearMonth().toString()
}
