import type { ErrorDetails } from '../../core/contract/app-error.ts'
import type { ErrorCode } from '../../core/contract/error-codes.ts'
import type { Format } from './format.ts'

type Kind = 'text' | 'number' | 'bytes' | 'day' | 'dateTime' | 'duration'

/**
 * Codes whose sentence names facts, `errors.<CODE>.detailed`, and the details it needs. A refusal
 * without them gets the plain `errors.<CODE>.message`.
 */
export const errorFacts: Partial<Record<ErrorCode, Readonly<Record<string, Kind>>>> = {
  'E-ACT-PAST-LIMIT': { limitMin: 'duration' },
  'E-ATT-TOO-LARGE': { max: 'bytes' },
  'E-TYP-NAME-TAKEN': { name: 'text' },
  'E-CUS-CODE-TAKEN': { code: 'text' },
  'E-IMP-TOO-LARGE': { max: 'bytes' },
}

/** The facts as texts for the sentence, or `undefined` when one of them is missing. */
export function factsFor(
  code: ErrorCode,
  details: ErrorDetails | undefined,
  format: Pick<Format, 'number' | 'fileSize' | 'localDay' | 'dateTime' | 'duration'>,
): Record<string, string> | undefined {
  const wanted = errorFacts[code]
  if (!wanted) return undefined
  const facts: Record<string, string> = {}
  for (const [name, kind] of Object.entries(wanted)) {
    const value = details?.[name]
    if (kind === 'text' && typeof value === 'string') facts[name] = value
    else if (kind === 'day' && typeof value === 'string') facts[name] = format.localDay(value)
    else if (kind === 'number' && typeof value === 'number') facts[name] = format.number(value)
    else if (kind === 'bytes' && typeof value === 'number') facts[name] = format.fileSize(value)
    else if (kind === 'dateTime' && typeof value === 'number') facts[name] = format.dateTime(value)
    else if (kind === 'duration' && typeof value === 'number') facts[name] = format.duration(value)
    else return undefined
  }
  return facts
}
