import type { FormField } from '../../../core/contract/form-definition.ts'
import type { FormDesign } from '../../../core/contract/forms.ts'
import { fieldsOf } from '../../../core/domain/forms/form-parts.ts'

/** A design with the field objects of the one before, where nothing about a field has changed. */
export function withSameFields(before: FormDesign | undefined, design: FormDesign): FormDesign {
  if (!before) return design
  const known = new Map(fieldsOf(before.draft).map((field) => [field.id, field]))
  const same = (field: FormField): FormField => {
    const former = known.get(field.id)
    return former && JSON.stringify(former) === JSON.stringify(field) ? former : field
  }
  const sections = design.draft.sections.map((section) => ({
    ...section,
    fields: section.fields.map(same),
  }))
  return { ...design, draft: { ...design.draft, sections } }
}
