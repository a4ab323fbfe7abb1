import { useI18n } from 'vue-i18n'
import type { FormField } from '../../../core/contract/form-definition.ts'
import type { Locale } from '../../../core/contract/scalars.ts'
import { formLimits } from '../../../core/domain/forms/form-limits.ts'
import type { AnswerProblemCode } from '../../../core/domain/forms/problem-codes.ts'
import { useFormat } from '../../ui/use-format.ts'
import { inLanguage } from './form-context.ts'

/** The sentence that says what is wrong with an answer (FRM-04), or the form's own one. */
export function useAnswerProblemText(): (
  field: FormField,
  code: AnswerProblemCode,
  locale: Locale,
) => string {
  const { t } = useI18n()
  const format = useFormat()

  function numberText({ min, max }: FormField): string {
    const [low, high] = [min, max].map((bound) =>
      typeof bound === 'number' ? format.number(bound) : undefined,
    )
    if (low !== undefined && high !== undefined)
      return t('forms.answerProblems.between', { min: low, max: high })
    if (low !== undefined) return t('forms.answerProblems.atLeast', { min: low })
    if (high !== undefined) return t('forms.answerProblems.atMost', { max: high })
    return t('forms.answerProblems.number')
  }

  function dateText({ min, max }: FormField): string {
    const [from, to] = [min, max].map((bound) =>
      typeof bound === 'string' ? format.localDay(bound) : undefined,
    )
    if (from !== undefined && to !== undefined)
      return t('forms.answerProblems.dateBetween', { min: from, max: to })
    if (from !== undefined) return t('forms.answerProblems.dateFrom', { min: from })
    return t('forms.answerProblems.dateTo', { max: to ?? '' })
  }

  function typeText(field: FormField): string {
    switch (field.type) {
      case 'integer':
      case 'decimal':
        return numberText(field)
      case 'date':
      case 'time':
      case 'dateTime':
        return t(`forms.answerProblems.${field.type}`)
      default:
        return t('forms.answerProblems.type')
    }
  }

  return (field, code, locale) => {
    if (code === 'required') return t('forms.answerProblems.required')
    if (field.message) return inLanguage(field.message, locale)
    switch (code) {
      case 'type':
        return typeText(field)
      case 'numberRange':
        return numberText(field)
      case 'dateRange':
        return dateText(field)
      case 'step':
        return t('forms.answerProblems.step', {
          step: format.number(field.step ?? 1),
          min: format.number(typeof field.min === 'number' ? field.min : 0),
        })
      case 'tooLong': {
        const max = field.maxLength ?? formLimits.textLength
        return t('forms.answerProblems.tooLong', { max: format.number(max) })
      }
      case 'tooMany':
        return field.multiple === true
          ? t('forms.answerProblems.tooMany', { max: formLimits.entries })
          : t('forms.answerProblems.onlyOne')
      case 'notWhole':
      case 'pattern':
      case 'option':
      case 'email':
        return t(`forms.answerProblems.${code}`)
    }
  }
}
