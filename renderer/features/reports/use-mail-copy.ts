import { useI18n } from 'vue-i18n'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import { type Answers, shownParts } from '../../../core/domain/forms/answers.ts'
import { questionsOf } from '../../../core/domain/forms/form-parts.ts'
import { answerProblem } from '../../../core/domain/forms/validate-answer.ts'
import { mailDraftUrl } from '../../../core/domain/reports/mail-draft.ts'
import { deltaToText } from '../../../core/richtext/delta-to-text.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useHost } from '../../platform/use-host.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { type ReadAnswer, useAnswerText } from './use-answer-text.ts'

interface MailCopy {
  /** Opens the draft of a mail with the report in the person's mail program: nothing is sent by itself. */
  prepare(this: void, reportId: string, customerName: string): Promise<void>
}

/** Who is to get a copy of a report by what its form asks (FRM-02). */
export function copyAddresses(definition: FormDefinition, answers: Answers): string[] {
  const shown = shownParts(definition, answers)
  return questionsOf(definition)
    .filter((field) => field.type === 'emailCopy' && shown.fields.has(field.id))
    .filter((field) => answerProblem(definition, field, answers[field.id]) === undefined)
    .flatMap(({ id }) => (answers[id] as string[] | null | undefined) ?? [])
}

export function useMailCopy(): MailCopy {
  const { t } = useI18n()
  const backend = useBackend()
  const host = useHost()
  const notify = useNotify()
  const localised = useLocalisedText()
  const answerText = useAnswerText()

  function plain(answer: ReadAnswer): string {
    switch (answer.kind) {
      case 'text':
        return answer.text
      case 'richText':
        return deltaToText([...answer.ops]).trim()
      case 'files':
      case 'signature':
        return answer.files.map(({ name }) => name).join(', ')
      case 'empty':
      case 'unreadable':
        return ''
    }
  }

  return {
    async prepare(reportId, customerName) {
      try {
        const { definition, answers, names } = await backend.call('reports.read', { id: reportId })
        const shown = shownParts(definition, answers)
        const lines = questionsOf(definition).flatMap((field) => {
          if (!shown.fields.has(field.id) || field.type === 'emailCopy') return []
          const message = plain(answerText(definition, field, answers[field.id], names))
          return message ? [t('app.fieldError', { field: localised(field.label), message })] : []
        })
        const subject = `${localised(definition.title)} – ${customerName}`
        const to = [...new Set(copyAddresses(definition, answers))]
        if (!(await host.openExternal(mailDraftUrl({ to, subject, lines }))))
          notify.done(t('reports.mail.notOpened'))
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
