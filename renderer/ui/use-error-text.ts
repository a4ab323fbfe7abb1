import { useI18n } from 'vue-i18n'
import type { AppError } from '../../core/contract/app-error.ts'
import { isErrorCode } from '../../core/contract/error-codes.ts'
import { factsFor } from './error-facts.ts'
import { useFormat } from './use-format.ts'

export interface ErrorText {
  /** What happened. */
  readonly message: string
  /** What to do. */
  readonly action: string
}

/** Puts a refusal into the language of the interface, with the facts of `details`. */
export function useErrorText(): (error: Pick<AppError, 'code' | 'details'>) => ErrorText {
  const { t } = useI18n()
  const format = useFormat()
  return ({ code, details }) => {
    // An error that is not the product's own (a fault in this window) has no code of the union.
    const known = isErrorCode(code) ? code : 'INTERNAL'
    const facts = factsFor(known, details, format)
    return {
      message: facts
        ? t(`errors.${known}.detailed`, facts, Number(details?.['count'] ?? 1))
        : t(`errors.${known}.message`),
      action: t(`errors.${known}.action`),
    }
  }
}
