interface NumberBounds {
  readonly min: number
  readonly max: number
}

/** A typed whole number within bounds, or `undefined`. Spaces between groups of digits are allowed. */
export function parseWholeNumber(text: string, { min, max }: NumberBounds): number | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '')
  if (!/^\d{1,9}$/.test(digits)) return undefined
  const value = Number(digits)
  return value >= min && value <= max ? value : undefined
}
