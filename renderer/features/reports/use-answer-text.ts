import { useI18n } from 'vue-i18n'
import type { FormDefinition, FormField } from '../../../core/contract/form-definition.ts'
import { type DeltaOp, richText } from '../../../core/contract/scalars.ts'
import { type StagedFile, stagedFileSchema } from '../../../core/contract/activities.ts'
import { isEmpty } from '../../../core/domain/forms/answers.ts'
import { bestRating } from '../../../core/domain/forms/field-types.ts'
import { optionsOf } from '../../../core/domain/forms/form-parts.ts'
import { answerProblem } from '../../../core/domain/forms/validate-answer.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'

export type ReadAnswer =
  | { readonly kind: 'empty' | 'unreadable' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'richText'; readonly ops: readonly DeltaOp[] }
  | { readonly kind: 'files' | 'signature'; readonly files: readonly StagedFile[] }

/** How an answer reads, with the version that it was given to (FRM-05). */
export function useAnswerText(): (
  form: Pick<FormDefinition, 'lists'>,
  field: FormField,
  answer: unknown,
  /** Of people and contacts, by id. */
  names: Readonly<Record<string, string>>,
) => ReadAnswer {
  const { t } = useI18n()
  const format = useFormat()
  const localised = useLocalisedText()

  return (form, field, answer, names) => {
    if (isEmpty(answer)) return { kind: 'empty' }
    if (answerProblem(form, field, answer) === 'type') return { kind: 'unreadable' }
    const text = (value: string): ReadAnswer => ({ kind: 'text', text: value })
    const options = optionsOf(form, field)
    const label = (value: unknown): string => {
      const option = options.find((each) => each.value === value)
      return option ? localised(option.label) : String(value)
    }
    const list = answer as readonly string[]
    switch (field.type) {
      case 'richText':
        return { kind: 'richText', ops: richText.parse(answer) }
      case 'choice':
        return text(label(answer))
      case 'choices':
        return text(format.list(list.map(label)))
      case 'boolean':
        return text(t(answer === true ? 'app.values.yes' : 'app.values.no'))
      case 'integer':
      case 'decimal': {
        const number = format.number(answer as number)
        return text(field.unit ? `${number}\u00a0${field.unit}` : number)
      }
      case 'rating':
        return text(t('reports.read.rating', { mark: answer, best: bestRating }))
      case 'date':
        return text(format.localDay(answer as string))
      case 'dateTime':
        return text(format.dateTime(answer as number))
      case 'user':
      case 'contact':
        return text(format.list(list.map((id) => names[id] ?? t('reports.read.unknownPerson'))))
      case 'product':
      case 'emailCopy':
        return text(list.join(', '))
      case 'file':
        return { kind: 'files', files: stagedFileSchema.array().parse(answer) }
      case 'signature':
        return { kind: 'signature', files: stagedFileSchema.array().parse(answer) }
      case 'text':
      case 'longText':
      case 'time':
      case 'heading':
        return text(String(answer))
    }
  }
}
