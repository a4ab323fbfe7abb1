import type { FormDefinition } from '../../contract/form-definition.ts'
import { type Answers, isEmpty } from './answers.ts'
import { versionChanges } from './compare-versions.ts'
import { questionsOf } from './form-parts.ts'

export interface MovedAnswers {
  readonly answers: Record<string, unknown>
  /** Fields of the former version whose answers were given and are lost, whole or in part. */
  readonly lost: readonly string[]
}

/**
 * Answers to one version of a form as another takes them over (FRM-05): what was removed, or asks for
 * something else now, is lost.
 */
export function moveAnswers(
  before: FormDefinition,
  after: FormDefinition,
  answers: Answers,
): MovedAnswers {
  const moved: Record<string, unknown> = { ...answers }
  const lost = new Set<string>()
  for (const { code, fieldId, values } of versionChanges(before, after)) {
    if (fieldId === null || isEmpty(answers[fieldId])) continue
    const answer = answers[fieldId]
    if (code === 'fieldRemoved' || code === 'typeChanged') {
      delete moved[fieldId]
      lost.add(fieldId)
    } else if (code === 'optionRemoved') {
      const given: unknown[] = Array.isArray(answer) ? answer : [answer]
      const kept = given.filter((each) => !values.some((value) => value === each))
      if (kept.length === given.length) continue
      if (Array.isArray(answer) && kept.length > 0) moved[fieldId] = kept
      else delete moved[fieldId]
      lost.add(fieldId)
    }
  }
  const inOrder = questionsOf(before).map(({ id }) => id)
  return { answers: moved, lost: inOrder.filter((id) => lost.has(id)) }
}
