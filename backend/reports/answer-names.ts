import type { FormDefinition } from '../../core/contract/form-definition.ts'
import { directoryDocumentId } from '../../core/crdt/document-id.ts'
import type { Answers } from '../../core/domain/forms/answers.ts'
import { questionsOf } from '../../core/domain/forms/form-parts.ts'
import { readNames, type Services } from '../app/services.ts'

/** Of the people and contacts that answers stand for. */
export function namesIn(
  { db, documents }: Services,
  definition: FormDefinition,
  answers: Answers,
): Record<string, string> {
  const idsOf = (type: 'user' | 'contact'): string[] =>
    questionsOf(definition).flatMap((field) => {
      const answer = answers[field.id]
      return field.type === type && Array.isArray(answer)
        ? answer.filter((each) => typeof each === 'string')
        : []
    })
  const people = documents.view(directoryDocumentId, readNames)
  const findContact = db.reader.prepared('select name from contact where id = ?').pluck()
  const named = [
    ...idsOf('user').map((id) => [id, people.get(id)] as const),
    ...idsOf('contact').map((id) => [id, findContact.get(id) as string | undefined] as const),
  ]
  return Object.fromEntries(
    named.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
