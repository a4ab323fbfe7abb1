import type { FormOption } from '../../../../core/contract/form-definition.ts'
import type { Locale } from '../../../../core/contract/scalars.ts'
import { inLanguage } from '../form-context.ts'

export interface OfferedOption {
  readonly value: string
  readonly label: string
  readonly isArchived: boolean
}

/**
 * The options of a list that can be chosen, and those that are chosen although they are archived or
 * gone: they have to be seen to be taken back.
 */
export function offeredOptions(
  options: readonly FormOption[],
  chosen: readonly string[],
  locale: Locale,
): OfferedOption[] {
  const known = new Set(options.map(({ value }) => value))
  const gone = chosen.filter((value) => !known.has(value))
  return [
    ...options
      .filter(({ value, archived }) => archived !== true || chosen.includes(value))
      .map(({ value, label, archived }) => ({
        ...{ value, label: inLanguage(label, locale), isArchived: archived === true },
      })),
    ...gone.map((value) => ({ value, label: value, isArchived: true })),
  ]
}
