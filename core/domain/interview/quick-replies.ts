import type { FormField } from '../../contract/form-definition.ts'
import { isEmpty } from '../forms/answers.ts'
import { bestRating } from '../forms/field-types.ts'
import { optionsOf } from '../forms/form-parts.ts'
import { findField } from './field-changes.ts'
import { type InterviewState, type Question, sheetOf } from './interview-state.ts'

/** A reply by one press. Its words are the screen's, except those of an answer. */
export type QuickReply =
  | { readonly kind: 'yes' | 'no' | 'skip' | 'today' | 'tomorrow' | 'continue' | 'review' }
  /** One of the answers that the field can have. */
  | { readonly kind: 'answer'; readonly field: string; readonly answer: unknown }

/** More options are better said or picked in the form. */
const mostOptions = 8

/** What can be replied to the question by a press (AIR-04). */
export function quickReplies(state: InterviewState, question: Question): QuickReply[] {
  switch (question.kind) {
    case 'confirm':
      return [{ kind: 'yes' }, { kind: 'no' }]
    case 'choose':
      return answers(question.field, question.answers)
    case 'optional':
      return [{ kind: 'continue' }, { kind: 'review' }]
    case 'advice':
      return [{ kind: 'skip' }]
    case 'review':
      return []
    case 'field': {
      const field = findField(state, question.field)
      const proposed = question.answers.filter((answer) => !isEmpty(answer))
      const offered =
        proposed.length > 0
          ? answers(question.field, proposed)
          : field
            ? offeredFor(state, field)
            : []
      return [...offered, { kind: 'skip' }]
    }
  }
}

const answers = (field: string, given: readonly unknown[]): QuickReply[] =>
  given.map((answer) => ({ kind: 'answer', field, answer }))

function offeredFor(state: InterviewState, field: FormField): QuickReply[] {
  switch (field.type) {
    case 'boolean':
      return [{ kind: 'yes' }, { kind: 'no' }]
    case 'date':
      return [{ kind: 'today' }, { kind: 'tomorrow' }]
    case 'rating':
      return answers(
        field.id,
        Array.from({ length: bestRating }, (_, index) => index + 1),
      )
    case 'choice':
    case 'choices': {
      const { definition } = sheetOf(state).form
      const options = optionsOf(definition, field).filter(({ archived }) => archived !== true)
      if (options.length > mostOptions) return []
      return answers(
        field.id,
        options.map(({ value }) => (field.type === 'choices' ? [value] : value)),
      )
    }
    default:
      return []
  }
}
