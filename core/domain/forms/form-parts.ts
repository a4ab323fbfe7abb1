import type { FormDefinition, FormField, FormOption } from '../../contract/form-definition.ts'
import { isAnswerable } from './field-types.ts'

/** All fields in the order in which they are asked, headings among them. */
export function fieldsOf({ sections }: Pick<FormDefinition, 'sections'>): FormField[] {
  return sections.flatMap(({ fields }) => fields)
}

/** The fields that can be answered. */
export function questionsOf(form: Pick<FormDefinition, 'sections'>): FormField[] {
  return fieldsOf(form).filter(({ type }) => isAnswerable(type))
}

/** The options of a field with a list, archived ones among them. */
export function optionsOf(
  { lists }: Pick<FormDefinition, 'lists'>,
  { list }: Pick<FormField, 'list'>,
): readonly FormOption[] {
  return list !== undefined && Object.hasOwn(lists, list) ? (lists[list] ?? []) : []
}
