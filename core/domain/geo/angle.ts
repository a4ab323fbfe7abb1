/** An angle as written: signed degrees, and how many decimals of a degree it tells. */
export interface Angle {
  readonly degrees: number
  readonly decimals: number
}

/**
 * One angle in the forms people write: `48.8566`, `48,8566°`, `48°51'`, `48°51.4'`, `48°51'24,5"`.
 * Its four groups are sign, degrees, minutes and seconds.
 */
export const anglePattern = String.raw`([+-]?)(\d{1,3}(?:[.,]\d{1,15})?)\s*(?:°\s*(?:(\d{1,2}(?:[.,]\d{1,12})?)\s*'\s*(?:(\d{1,2}(?:[.,]\d{1,10})?)\s*"\s*)?)?)?`

/**
 * Puts an angle together from the groups of {@link anglePattern}. Only the last part may have
 * decimals, and minutes and seconds end at 59; undefined otherwise. A minute is worth two decimals
 * of a degree (1.8 km), a second four (31 m).
 */
export function toAngle(
  sign: string,
  degrees: string,
  minutes: string | undefined,
  seconds: string | undefined,
): Angle | undefined {
  const parts = [degrees, minutes, seconds].filter((part) => part !== undefined)
  const [whole = 0, ...sixtieths] = parts.map((part) => Number(part.replace(',', '.')))
  const hasInnerDecimals = parts.slice(0, -1).some((part) => decimalsOf(part) > 0)
  if (hasInnerDecimals || sixtieths.some((part) => part >= 60)) return undefined
  const [ofMinutes = 0, ofSeconds = 0] = sixtieths
  const size = whole + ofMinutes / 60 + ofSeconds / 3600
  return {
    degrees: sign === '-' ? -size : size,
    decimals: 2 * sixtieths.length + decimalsOf(parts.at(-1) ?? ''),
  }
}

/** Decimals of a plain number with a point or a comma. */
export function decimalsOf(number: string): number {
  return /[.,](\d+)$/.exec(number)?.[1]?.length ?? 0
}
