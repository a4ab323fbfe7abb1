import { useI18n } from 'vue-i18n'
import type {
  InterviewForm,
  InterviewScript,
  Message,
  Question,
} from '../../../core/domain/interview/interview-state.ts'
import type { QuickReply } from '../../../core/domain/interview/quick-replies.ts'
import { freeReportFields, freeReportFormId } from '../../../core/domain/reports/free-report.ts'
import type { useAnswerWords } from './use-answer-words.ts'

type AnswerWords = ReturnType<typeof useAnswerWords>
type AssistantMessage = Extract<Message, { from: 'assistant' }>

interface QuestionWords {
  message(this: void, script: InterviewScript, message: AssistantMessage): string
  quickReply(this: void, form: InterviewForm, reply: QuickReply, activityDay: string): string
}

/** What the assistant says, in the language of the interface. */
export function useQuestionWords(words: AnswerWords): QuestionWords {
  const { t } = useI18n()

  /** A label that is a question already is asked as it is. */
  const asked = (label: string): string =>
    label.trim().endsWith('?') ? label.trim() : t('assistant.question.field', { label })

  function firstQuestion(form: InterviewForm, field: string): string {
    const intent = freeReportFields.find((each) => each === field)
    return form.formId === freeReportFormId && intent
      ? t(`assistant.intents.${intent}`)
      : asked(words.label(form, field))
  }

  function question(form: InterviewForm, now: Question): string {
    switch (now.kind) {
      case 'field': {
        const first = firstQuestion(form, now.field)
        return now.reason === null
          ? first
          : t('assistant.question.again', {
              ...{ reason: t(`assistant.reasons.${now.reason}`), question: first },
            })
      }
      case 'confirm':
        return t('assistant.question.confirm', {
          ...{ label: words.label(form, now.field) },
          answer: words.answer(form, now.field, now.answer),
        })
      case 'choose':
        return t('assistant.question.choose', { label: words.label(form, now.field) })
      case 'advice':
        return t(`assistant.advice.${now.advice}`)
      case 'optional':
        return t('assistant.question.optional', { count: now.open }, now.open)
      case 'review':
        return t('assistant.question.review')
    }
  }

  return {
    message({ form, others }, message) {
      if (message.code === 'model')
        return t('assistant.modelFailed', { reason: t(`assistant.modelErrors.${message.error}`) })
      const own = [form, ...others].find(({ formId }) => formId === message.formId) ?? form
      switch (message.code) {
        case 'question':
          return question(own, message.question)
        case 'mapped':
          return t('assistant.mapped')
        case 'noted':
          return message.fields
            .map(({ field, answer }) =>
              t('assistant.noted', {
                label: words.label(own, field),
                answer: words.answer(own, field, answer),
              }),
            )
            .join('\n')
        case 'left':
          return t('assistant.left', { label: words.label(own, message.fields[0]?.field ?? '') })
        case 'unclear':
          return t('assistant.unclear')
      }
    },
    quickReply(form, reply, activityDay) {
      switch (reply.kind) {
        case 'answer':
          return words.answer(form, reply.field, reply.answer)
        case 'today':
          return words.day(activityDay)
        case 'tomorrow': {
          const next = Date.parse(`${activityDay}T00:00:00Z`) + 86_400_000
          return words.day(new Date(next).toISOString().slice(0, 10))
        }
        default:
          return t(`assistant.quick.${reply.kind}`)
      }
    },
  }
}
