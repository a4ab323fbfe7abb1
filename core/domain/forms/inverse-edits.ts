import type { FormField } from '../../contract/form-definition.ts'
import type { FormDesign, FormEdit } from '../../contract/forms.ts'

type Table = Pick<FormDesign, 'form' | 'draft' | 'optionIds'>

/**
 * What takes edits back, to be given to `forms.edit` as it is.
 *
 * @param before the table before the edits; each edit is inverted against it, so edits of one batch
 * must not build on each other, except that they may name parts which the batch adds
 * @param edits as they were given to `forms.edit`
 */
export function inverseEdits(before: Table, edits: readonly FormEdit[]): FormEdit[] {
  return edits.toReversed().flatMap((edit) => inverseOf(before, edit))
}

function inverseOf(before: Table, edit: FormEdit): FormEdit[] {
  switch (edit.kind) {
    case 'form':
      return [{ kind: 'form', patch: former(edit.patch, before.form) }]
    case 'addSection':
      return [{ kind: 'setRemoved', part: 'section', id: edit.id, removed: true }]
    case 'addField':
      return [{ kind: 'setRemoved', part: 'field', id: edit.field.id, removed: true }]
    case 'addOption':
      return [{ kind: 'setRemoved', part: 'option', id: edit.id, removed: true }]
    case 'section': {
      const section = before.draft.sections.find(({ id }) => id === edit.id)
      return section ? [{ ...edit, patch: former(edit.patch, section) }] : []
    }
    case 'field': {
      const field = findField(before, edit.id)?.field
      return field ? [{ ...edit, patch: former(edit.patch, field) }] : []
    }
    case 'option': {
      const option = findOption(before, edit.id)?.option
      return option
        ? [{ ...edit, patch: { ...former(edit.patch, { archived: false, ...option }) } }]
        : []
    }
    case 'moveSection': {
      const ids = before.draft.sections.map(({ id }) => id)
      return ids.includes(edit.id) ? [{ ...edit, after: placeBefore(ids, edit.id) }] : []
    }
    case 'moveField': {
      const place = findField(before, edit.id)
      if (!place) return []
      return [{ ...edit, sectionId: place.sectionId, after: placeBefore(place.ids, edit.id) }]
    }
    case 'moveOption': {
      const place = findOption(before, edit.id)
      return place ? [{ ...edit, after: placeBefore(place.ids, edit.id) }] : []
    }
    case 'setRemoved': {
      const fields =
        edit.part === 'section' && edit.removed
          ? (before.draft.sections.find(({ id }) => id === edit.id)?.fields ?? [])
          : []
      return [
        { ...edit, removed: !edit.removed },
        ...fields.map(({ id }): FormEdit => ({
          ...{ kind: 'setRemoved', part: 'field', id, removed: false },
        })),
      ]
    }
  }
}

/** The values that a patch replaces; `null` for those that were not there. */
function former<P extends object>(patch: P, whole: object): P {
  const values = whole as Readonly<Record<string, unknown>>
  return Object.fromEntries(Object.keys(patch).map((name) => [name, values[name] ?? null])) as P
}

function placeBefore(ids: readonly string[], id: string): string | null {
  return ids[ids.indexOf(id) - 1] ?? null
}

function findField(
  { draft }: Table,
  id: string,
): { field: FormField; sectionId: string; ids: string[] } | undefined {
  for (const { id: sectionId, fields } of draft.sections) {
    const field = fields.find((each) => each.id === id)
    if (field) return { field, sectionId, ids: fields.map((each) => each.id) }
  }
  return undefined
}

function findOption({ draft, optionIds }: Table, id: string) {
  for (const [list, ids] of Object.entries(optionIds)) {
    const option = draft.lists[list]?.[ids.indexOf(id)]
    if (option) return { option, ids }
  }
  return undefined
}
