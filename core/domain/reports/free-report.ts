import { type FormDefinition, formFormat } from '../../contract/form-definition.ts'
import type { NextStep } from '../summary/summary.ts'
import type { Answers } from '../forms/answers.ts'
import { saysNothing } from '../interview/thin-answer.ts'

/** The built-in form of a free conversation (AIR-07). Every device has it: it lies in no document. */
export const freeReportFormId = 'form-free-report'
export const freeReportVersionId = 'form-free-report-1'

/** Its questions, in the order in which they are asked. */
export const freeReportFields = [
  ...(['summary', 'points', 'issues', 'decisions', 'actions', 'next_step', 'next_on'] as const),
] as const
export type FreeReportField = (typeof freeReportFields)[number]

const labels: Readonly<Record<FreeReportField, { readonly fr: string; readonly en: string }>> = {
  summary: { fr: 'Résumé', en: 'Summary' },
  points: { fr: 'Points discutés', en: 'Points discussed' },
  issues: { fr: 'Problèmes', en: 'Issues' },
  decisions: { fr: 'Décisions', en: 'Decisions' },
  actions: { fr: 'Actions (qui, quand)', en: 'Actions (who, when)' },
  next_step: { fr: 'Prochaine étape', en: 'Next step' },
  next_on: { fr: 'Date de la prochaine étape', en: 'Date of the next step' },
}

export const freeReportForm: FormDefinition = {
  ...{ format: formFormat, formId: freeReportFormId, version: 1 },
  title: { fr: 'Compte rendu libre', en: 'Free report' },
  sections: [
    {
      id: 's_report',
      fields: freeReportFields.map((id) => ({
        ...{ id, key: id, label: labels[id] },
        type: id === 'next_on' ? 'date' : 'longText',
        ...(id === 'summary' && { required: true }),
      })),
    },
  ],
  lists: {},
}

/** The lines of a text that say something. */
export function linesOf(answer: unknown): string[] {
  if (typeof answer !== 'string') return []
  return answer
    .split(/\n|(?<=[.;])\s+/)
    .map((line) => line.replace(/^[-–•*\s]+/, '').replace(/[;.\s]+$/, ''))
    .filter((line) => line !== '' && !saysNothing(line))
}

/** What a free report says are issues and next steps, for the summary of its customer. */
export function freeReportParts(answers: Answers): {
  readonly issues: readonly string[]
  readonly nextSteps: readonly NextStep[]
} {
  const { next_step: next, next_on: day } = answers
  const dueOn = typeof day === 'string' ? day : null
  const step = (text: string, due: string | null): NextStep => ({ text, ownerId: null, dueOn: due })
  return {
    issues: linesOf(answers['issues']),
    nextSteps: [
      ...linesOf(answers['actions']).map((text) => step(text, null)),
      ...linesOf(next).map((text) => step(text, dueOn)),
    ],
  }
}
