import { useI18n } from 'vue-i18n'
import type { FormField } from '../../../core/contract/form-definition.ts'
import type { Locale } from '../../../core/contract/scalars.ts'
import { questionsOf } from '../../../core/domain/forms/form-parts.ts'
import type { InterviewForm } from '../../../core/domain/interview/interview-state.ts'
import type { People } from '../../../core/domain/interview/slot-fields.ts'
import { deltaToText } from '../../../core/richtext/delta-to-text.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useAnswerText } from '../reports/use-answer-text.ts'

interface AnswerWords {
  /** What a field is called; its id where the form does not have it. */
  label(this: void, form: InterviewForm, fieldId: string): string
  /** An answer as it is read back: a day in full, « jeudi 22 octobre 2026 ». */
  answer(this: void, form: InterviewForm, fieldId: string, answer: unknown): string
  /** A local day `YYYY-MM-DD` in full. */
  day(this: void, day: string): string
}

/** How a conversation names fields and answers. */
export function useAnswerWords(facts: () => { tz: string; people: People }): AnswerWords {
  const { locale } = useI18n()
  const localised = useLocalisedText()
  const answerText = useAnswerText()
  const languages = (): string => ((locale.value as Locale) === 'fr' ? 'fr-FR' : 'en-GB')
  const full = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const
  const day = (date: string): string =>
    new Intl.DateTimeFormat(languages(), { ...full, timeZone: 'UTC' }).format(
      new Date(`${date}T00:00:00Z`),
    )
  const moment = (at: number): string =>
    new Intl.DateTimeFormat(languages(), {
      ...{ ...full, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
      timeZone: facts().tz,
    }).format(at)

  const find = ({ definition }: InterviewForm, id: string): FormField | undefined =>
    questionsOf(definition).find((field) => field.id === id)
  const names = (): Record<string, string> => {
    const { users, contacts } = facts().people
    return Object.fromEntries([...users, ...contacts].map(({ id, name }) => [id, name]))
  }

  return {
    day,
    label(form, fieldId) {
      const field = find(form, fieldId)
      return field ? localised(field.label) : fieldId
    },
    answer(form, fieldId, answer) {
      const field = find(form, fieldId)
      if (!field) return ''
      if (field.type === 'date' && typeof answer === 'string') return day(answer)
      if (field.type === 'dateTime' && typeof answer === 'number') return moment(answer)
      const read = answerText(form.definition, field, answer, names())
      if (read.kind === 'text') return read.text
      return read.kind === 'richText' ? deltaToText([...read.ops]) : ''
    },
  }
}
