/**
 * Readers of single CRDT values. Values are untyped and come from other machines, so a reader
 * always answers: a wrong type becomes the field's empty value, never an exception.
 */
export type Reader<T> = (value: unknown) => T

/** Text up to `max` characters, or `null`. */
export function text(max: number): Reader<string | null> {
  return (value) => (typeof value === 'string' && value !== '' ? value.slice(0, max) : null)
}

/** Text that is always there. */
export function requiredText(max: number, fallback = ''): Reader<string> {
  return (value) => text(max)(value) ?? fallback
}

/** Whole number within bounds, or `null`. */
export function integer(min: number, max: number): Reader<number | null> {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : null
}

export function requiredInteger(min: number, max: number, fallback: number): Reader<number> {
  return (value) => integer(min, max)(value) ?? fallback
}

const lastInstant = 7_258_118_400_000

/** UTC milliseconds of the years 1970 to 2200, or `null`. */
export const instant: Reader<number | null> = integer(0, lastInstant)

export const requiredInstant: Reader<number> = requiredInteger(0, lastInstant, 0)

export const flag: Reader<boolean> = (value) => value === true

export function oneOf<const T extends string>(values: readonly T[], fallback: T): Reader<T> {
  return (value) => (values.includes(value as T) ? (value as T) : fallback)
}

export function oneOfOrNull<const T extends string>(values: readonly T[]): Reader<T | null> {
  return (value) => (values.includes(value as T) ? (value as T) : null)
}

/** A plain JSON value written once under one key, checked by `parse` (for instance a zod schema). */
export function json<T>(schema: {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}): Reader<T | null> {
  return (value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? parsed.data : null
  }
}
