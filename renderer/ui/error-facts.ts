import type { ErrorDetails } from '../../core/contract/app-error.ts'
import type { ErrorCode } from '../../core/contract/error-codes.ts'
import type { Format } from './format.ts'

type Kind = 'text' | 'number' | 'bytes' | 'duration'

/**
 * Codes whose sentence names facts, `errors.<CODE>.detailed`, and the details it needs. A refusal
 * without them gets the plain `errors.<CODE>.message`.
 */
export const errorFacts: Partial<Record<ErrorCode, Readonly<Record<string, Kind>>>> = {
  'E-ACT-TOO-LONG': { maxDays: 'number' },
  'E-ACT-PAST-LIMIT': { limitMin: 'duration' },
  'E-ACT-DESCRIPTION-TOO-LONG': { max: 'number' },
  'E-DOC-TOO-LARGE': { max: 'number' },
  'E-ATT-TOO-LARGE': { size: 'bytes', max: 'bytes' },
  'E-TYP-NAME-TAKEN': { name: 'text' },
  'E-TYP-IN-USE': { count: 'number' },
  'E-CUS-CODE-TAKEN': { code: 'text' },
  'E-IMP-TOO-LARGE': { size: 'bytes', max: 'bytes' },
}

/** The facts as texts for the sentence, or `undefined` when one of them is missing. */
export function factsFor(
  code: ErrorCode,
  details: ErrorDetails | undefined,
  format: Pick<Format, 'number' | 'fileSize' | 'duration'>,
): Record<string, string> | undefined {
  const wanted = errorFacts[code]
  if (!wanted) return undefined
  const facts: Record<string, string> = {}
  for (const [name, kind] of Object.entries(wanted)) {
    const value = details?.[name]
    if (kind === 'text' && typeof value === 'string') facts[name] = value
    else if (kind === 'number' && typeof value === 'number') facts[name] = format.number(value)
    else if (kind === 'bytes' && typeof value === 'number') facts[name] = format.fileSize(value)
    else if (kind === 'duration' && typeof value === 'number') facts[name] = format.duration(value)
    else return undefined
  }
  return facts
}
