import type { FormField } from '../../../core/contract/form-definition.ts'
import type { FormDesign, FormEdit } from '../../../core/contract/forms.ts'
import type { LocalisedText } from '../../../core/contract/scalars.ts'
import { type FieldType, settingsOfType } from '../../../core/domain/forms/field-types.ts'
import { fieldsOf, optionsOf } from '../../../core/domain/forms/form-parts.ts'
import { proposeKey } from '../../../core/domain/forms/propose-key.ts'

/** What the designer's commands change, as edits of the contract. */
type Draft = FormDesign['draft']

/** A new id of a part; letters first, as rules need it. */
export type NewId = (kind: 's' | 'q' | 'l' | 'o') => string

export interface Place {
  readonly sectionId: string
  /** The field it comes behind; `null` for the front. */
  readonly after: string | null
}

/** What is selected: the form itself, a section, a field. */
export type Selection =
  { readonly kind: 'form' } | { readonly kind: 'section' | 'field'; readonly id: string }

export const wordsOf = (text: LocalisedText): string => text.fr || text.en || ''

const keysOf = (draft: Draft): string[] => fieldsOf(draft).map(({ key }) => key)

function findSectionOf(draft: Draft, fieldId: string) {
  return draft.sections.find(({ fields }) => fields.some(({ id }) => id === fieldId))
}

/** Where a new field goes: behind what is selected, else at the end; `undefined` without a section. */
export function placeForNew(draft: Draft, selection: Selection): Place | undefined {
  if (selection.kind === 'field') {
    const section = findSectionOf(draft, selection.id)
    if (section) return { sectionId: section.id, after: selection.id }
  }
  const section =
    (selection.kind === 'section' && draft.sections.find(({ id }) => id === selection.id)) ||
    draft.sections.at(-1)
  return section && { sectionId: section.id, after: section.fields.at(-1)?.id ?? null }
}

/**
 * A new field; a form without a section gets one.
 *
 * @param words what the field is called first
 * @param options labels of the first options, for a type that has some
 */
export function addFieldEdits(
  draft: Draft,
  {
    type,
    place,
    words,
    options,
  }: {
    type: FieldType
    place: Place | undefined
    words: LocalisedText
    options: readonly { value: string; label: LocalisedText }[]
  },
  newId: NewId,
): { edits: FormEdit[]; fieldId: string } {
  const edits: FormEdit[] = []
  let into = place
  if (!into) {
    into = { sectionId: newId('s'), after: null }
    edits.push({ kind: 'addSection', id: into.sectionId, after: null, title: null })
  }
  const fieldId = newId('q')
  const hasList = settingsOfType[type].includes('list')
  const list = hasList ? newId('l') : undefined
  const field: FormField = {
    ...{ id: fieldId, type, key: proposeKey(wordsOf(words), keysOf(draft)), label: words },
    ...(list && { list }),
  }
  edits.push({ kind: 'addField', field, ...into })
  if (list) edits.push(...addOptionsEdits(list, options, newId))
  return { edits, fieldId }
}

function addOptionsEdits(
  list: string,
  options: readonly { value: string; label: LocalisedText }[],
  newId: NewId,
): FormEdit[] {
  let after: string | null = null
  return options.map(({ value, label }): FormEdit => {
    const id = newId('o')
    const edit: FormEdit = { kind: 'addOption', id, list, value, label, after }
    after = id
    return edit
  })
}

/** Copies of fields with names and options of their own; rules among them ask for the copies. */
function copyFields(
  draft: Draft,
  fields: readonly FormField[],
  place: Place,
  newId: NewId,
): { edits: FormEdit[]; ids: string[] } {
  const keys = keysOf(draft)
  const copies = new Map(fields.map(({ id }) => [id, newId('q')]))
  let { after } = place
  const edits = fields.flatMap((field): FormEdit[] => {
    const id = copies.get(field.id)!
    const key = proposeKey(field.key, keys)
    keys.push(key)
    const list = field.list === undefined ? undefined : newId('l')
    const visibleIf = field.visibleIf === undefined ? undefined : renamed(field.visibleIf, copies)
    const copy = {
      ...{ ...field, id, key },
      ...(list && { list }),
      ...(visibleIf !== undefined && { visibleIf }),
    }
    const add: FormEdit = { kind: 'addField', field: copy, sectionId: place.sectionId, after }
    after = id
    if (!list) return [add]
    const options = optionsOf(draft, field).filter(({ archived }) => archived !== true)
    return [add, ...addOptionsEdits(list, options, newId)]
  })
  return { edits, ids: [...copies.values()] }
}

/** A rule with other ids of fields. */
function renamed(rule: FormField['visibleIf'], names: ReadonlyMap<string, string>): typeof rule {
  if (Array.isArray(rule)) return rule.map((each) => renamed(each, names)!)
  if (typeof rule !== 'object' || rule === null) return rule
  return Object.fromEntries(
    Object.entries(rule).map(([operator, operands]) => [
      operator,
      operator === 'var' && typeof operands === 'string'
        ? (names.get(operands) ?? operands)
        : renamed(operands, names)!,
    ]),
  )
}

export function duplicateFieldEdits(draft: Draft, fieldId: string, newId: NewId) {
  const section = findSectionOf(draft, fieldId)
  const field = section?.fields.find(({ id }) => id === fieldId)
  if (!section || !field) return undefined
  return copyFields(draft, [field], { sectionId: section.id, after: fieldId }, newId)
}

export function duplicateSectionEdits(draft: Draft, sectionId: string, newId: NewId) {
  const section = draft.sections.find(({ id }) => id === sectionId)
  if (!section) return undefined
  const id = newId('s')
  const { title = null, visibleIf } = section
  const edits: FormEdit[] = [
    { kind: 'addSection', id, after: sectionId, title },
    ...(visibleIf === undefined
      ? []
      : [{ kind: 'section', id, patch: { visibleIf } } satisfies FormEdit]),
  ]
  const copies = copyFields(draft, section.fields, { sectionId: id, after: null }, newId)
  return { edits: [...edits, ...copies.edits], id }
}

/**
 * A field of another type takes the place of this one, with an id and a key of its own: what was
 * answered is not answered so any more (FRM-06).
 */
export function changeTypeEdits(
  draft: Draft,
  fieldId: string,
  type: FieldType,
  options: readonly { value: string; label: LocalisedText }[],
  newId: NewId,
): { edits: FormEdit[]; fieldId: string } | undefined {
  const section = findSectionOf(draft, fieldId)
  const field = section?.fields.find(({ id }) => id === fieldId)
  if (!section || !field) return undefined
  const place = { sectionId: section.id, after: fieldId }
  const kept = settingsOfType[type].includes('list') && field.list !== undefined
  const added = addFieldEdits(
    draft,
    { type, place, words: field.label, options: kept ? [] : options },
    newId,
  )
  const { help, required, visibleIf } = field
  const edits = added.edits.map((edit): FormEdit => {
    if (edit.kind !== 'addField') return edit
    const common = {
      ...(help && { help }),
      ...(required !== undefined && type !== 'heading' && { required }),
      ...(visibleIf !== undefined && { visibleIf }),
      // One choice and several share their options.
      ...(kept && field.list !== undefined && { list: field.list }),
    }
    const key = proposeKey(field.key, keysOf(draft))
    return { ...edit, field: { ...edit.field, ...common, key } }
  })
  return {
    edits: [...edits, { kind: 'setRemoved', part: 'field', id: fieldId, removed: true }],
    fieldId: added.fieldId,
  }
}

export type Direction = 'up' | 'down'

/** One place up or down, into the section beside at the end of its own; `undefined` at the very end. */
export function moveFieldEdit(
  draft: Draft,
  fieldId: string,
  direction: Direction,
): FormEdit | undefined {
  const section = findSectionOf(draft, fieldId)
  if (!section) return undefined
  const ids = section.fields.map(({ id }) => id)
  const at = ids.indexOf(fieldId)
  const move = (sectionId: string, after: string | null): FormEdit => ({
    ...{ kind: 'moveField', id: fieldId, sectionId, after },
  })
  if (direction === 'up' && at > 0) return move(section.id, ids[at - 2] ?? null)
  if (direction === 'down' && at < ids.length - 1) return move(section.id, ids[at + 1]!)
  const sections = draft.sections
  const beside = sections[sections.indexOf(section) + (direction === 'up' ? -1 : 1)]
  if (!beside) return undefined
  return move(beside.id, direction === 'up' ? (beside.fields.at(-1)?.id ?? null) : null)
}

export function moveSectionEdit(
  draft: Draft,
  sectionId: string,
  direction: Direction,
): FormEdit | undefined {
  const after = neighbour(
    draft.sections.map(({ id }) => id),
    sectionId,
    direction,
  )
  return after === undefined ? undefined : { kind: 'moveSection', id: sectionId, after }
}

export function moveOptionEdit(
  ids: readonly string[],
  optionId: string,
  direction: Direction,
): FormEdit | undefined {
  const after = neighbour(ids, optionId, direction)
  return after === undefined ? undefined : { kind: 'moveOption', id: optionId, after }
}

/** What something comes behind after a step; `null` for the front, `undefined` where there is none. */
function neighbour(
  ids: readonly string[],
  id: string,
  direction: Direction,
): string | null | undefined {
  const at = ids.indexOf(id)
  if (direction === 'up') return at > 0 ? (ids[at - 2] ?? null) : undefined
  return at >= 0 && at < ids.length - 1 ? ids[at + 1]! : undefined
}
