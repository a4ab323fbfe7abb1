import type { FormField } from '../../core/contract/form-definition.ts'
import { richText } from '../../core/contract/scalars.ts'
import type { RecordOf } from '../../core/crdt/record.ts'
import type { reportRecord } from '../../core/crdt/records/report-record.ts'
import { answersText } from '../../core/domain/reports/answers-text.ts'
import { freeReportFormId, freeReportParts } from '../../core/domain/reports/free-report.ts'
import type { SourceText } from '../../core/domain/summary/summary.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Services } from '../app/services.ts'
import { requireReportForm } from '../forms/form-lookup.ts'

/** Fields that people write sentences in. */
const worded: ReadonlySet<FormField['type']> = new Set(['text', 'longText', 'richText'])

/**
 * What a report says in sentences, and what it says are issues and next steps; `null` where it says
 * nothing. Without its form on this device all words of its answers are taken.
 */
export function reportSource(
  services: Services,
  { answers, formId, versionId }: RecordOf<typeof reportRecord>,
): Pick<SourceText, 'text' | 'issues' | 'nextSteps'> | null {
  if (!answers) return null
  const fields = fieldsOf(services, formId, versionId)
  const text = fields
    ? fields
        .filter(({ type }) => worded.has(type))
        .map(({ id }) => wordsOf(answers[id]))
        .filter((words) => words !== '')
        .join('\n')
    : answersText(answers)
  if (text === '') return null
  return { text, ...(formId === freeReportFormId && freeReportParts(answers)) }
}

function fieldsOf(
  services: Services,
  formId: string,
  versionId: string,
): readonly FormField[] | undefined {
  try {
    const { versions } = requireReportForm(services, formId)
    return versions
      .find(({ id }) => id === versionId)
      ?.definition?.sections.flatMap(({ fields }) => fields)
  } catch {
    return undefined
  }
}

function wordsOf(answer: unknown): string {
  if (typeof answer === 'string') return answer.trim()
  const delta = richText.safeParse(answer)
  return delta.success ? deltaToText(sanitiseDelta(delta.data)).trim() : ''
}
