import { type FormDefinition, type FormField, formFormat } from '../../contract/form-definition.ts'

/** For tests: a form of one section with these fields. */
export function formOf(
  fields: readonly (Pick<FormField, 'id' | 'type'> & Partial<FormField>)[],
  lists: FormDefinition['lists'] = {},
): FormDefinition {
  return {
    ...{ format: formFormat, formId: 'visit', version: 1, title: { fr: 'Rapport de visite' } },
    sections: [{ id: 's_1', fields: fields.map((field) => fieldOf(field)) }],
    lists,
  }
}

/** For tests: a field whose key and label follow from its id. */
export function fieldOf(field: Pick<FormField, 'id' | 'type'> & Partial<FormField>): FormField {
  return { key: field.id, label: { fr: field.id }, ...field }
}

/** For tests: a list of options from their values. */
export function listOf(...values: readonly string[]): FormDefinition['lists'][string] {
  return values.map((value) => ({ value, label: { fr: value } }))
}
