import { useI18n } from 'vue-i18n'
import type { ErrorDetails } from '../../../core/contract/app-error.ts'
import { useErrorText } from '../../ui/use-error-text.ts'
import type { FieldProblem } from './activity-form.ts'

/** What is wrong with a control, as a sentence. */
export function useProblemText(): (problem: FieldProblem | undefined) => string | undefined {
  const { t } = useI18n()
  const errorText = useErrorText()
  return (problem) => {
    if (!problem) return undefined
    if ('typed' in problem) return t(`activities.form.problems.${problem.typed}`)
    return errorText({ code: problem.code, details: problem.details as ErrorDetails | undefined })
      .message
  }
}
