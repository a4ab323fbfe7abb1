import { useI18n } from 'vue-i18n'
import type { AppError } from '../../core/contract/app-error.ts'
import { isErrorCode } from '../../core/contract/error-codes.ts'
import { refusalSchema } from '../../core/contract/permissions.ts'
import { fileRefusals } from '../../core/imports/forms/file-refusal.ts'
import { factsFor } from './error-facts.ts'
import { useFormat } from './use-format.ts'
import { useRefusalText } from './use-refusal-text.ts'

interface ErrorText {
  /** What happened. */
  readonly message: string
  /** What to do. */
  readonly action: string
}

/** Puts a refusal into the language of the interface, with the facts of `details`. */
export function useErrorText(): (error: Pick<AppError, 'code' | 'details'>) => ErrorText {
  const { t } = useI18n()
  const format = useFormat()
  const refusalText = useRefusalText()
  return ({ code, details }) => {
    // An error that is not the product's own (a fault in this window) has no code of the union.
    const known = isErrorCode(code) ? code : 'INTERNAL'
    const facts = factsFor(known, details, format)
    const refusal = known === 'E-PRM' ? refusalSchema.safeParse(details).data : undefined
    if (refusal) return { message: refusalText(refusal), action: t('errors.E-PRM.action') }
    const action = t(`errors.${known}.action`)
    const reason = fileRefusals.find((each) => each === details?.['reason'])
    if (known === 'E-FRM-FILE' && reason)
      return { message: t(`errors.E-FRM-FILE.reasons.${reason}`), action }
    return {
      message: facts
        ? t(`errors.${known}.detailed`, facts, Number(details?.['count'] ?? 1))
        : t(`errors.${known}.message`),
      action,
    }
  }
}
