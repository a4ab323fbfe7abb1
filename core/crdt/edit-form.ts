import type * as Y from 'yjs'
import type { FormDefinition, FormField } from '../contract/form-definition.ts'
import type { FormEdit } from '../contract/forms.ts'
import { ordersAfterMove } from '../domain/orders-after-move.ts'
import { type StoredForm, recordsOf } from './read-form.ts'
import {
  type AnyRecordKind,
  createRecord,
  findRecord,
  type PatchOf,
  writeRecord,
} from './record.ts'
import {
  byOrder,
  fieldRecord,
  fieldSettings,
  formRoot,
  optionRecord,
  sectionRecord,
  versionRecord,
} from './records/form-records.ts'
import type { Stamp } from './record.ts'

const kinds = { section: sectionRecord, field: fieldRecord, option: optionRecord } as const

/**
 * Writes one change of the form being designed. What names a part that is not there changes nothing:
 * it was made on another device and has not come, or never was. Call inside a transaction.
 */
export function editForm(doc: Y.Doc, edit: FormEdit): void {
  switch (edit.kind) {
    case 'form':
      return writeFlat(doc, edit.patch)
    case 'addSection':
      createRecord(doc, sectionRecord, edit.id, { title: edit.title })
      return placeSection(doc, edit.id, edit.after)
    case 'section':
      return patchPart(doc, sectionRecord, edit.id, edit.patch)
    case 'moveSection':
      return placeSection(doc, edit.id, edit.after)
    case 'addField':
      createRecord(doc, fieldRecord, edit.field.id, fieldValues(edit.field))
      return placeField(doc, edit.field.id, edit.sectionId, edit.after)
    case 'field':
      return patchPart(doc, fieldRecord, edit.id, edit.patch as PatchOf<typeof fieldRecord>)
    case 'moveField':
      return placeField(doc, edit.id, edit.sectionId, edit.after)
    case 'addOption': {
      const { id, list, value, label, after } = edit
      createRecord(doc, optionRecord, id, { list, value, label })
      return placeOption(doc, id, after)
    }
    case 'option':
      return patchPart(doc, optionRecord, edit.id, edit.patch)
    case 'moveOption':
      return placeOption(doc, edit.id, edit.after)
    case 'setRemoved':
      return setRemoved(doc, edit.part, edit.id, edit.removed)
  }
}

/** Makes a form's document from its title. Call inside a transaction of an empty document. */
export function createForm(
  doc: Y.Doc,
  title: FormDefinition['title'],
  { at, userId }: Stamp,
): void {
  writeFlat(doc, { title, createdAt: at, createdBy: userId })
}

/** Marks the form as archived or deleted, or as neither. */
export function markForm(doc: Y.Doc, mark: 'archived' | 'deleted', stamp: Stamp | null): void {
  writeFlat(doc, { [`${mark}At`]: stamp?.at ?? null, [`${mark}By`]: stamp?.userId ?? null })
}

/** Publishes what is on the table under the number that follows all known ones. */
export function publishForm(
  doc: Y.Doc,
  versionId: string,
  { draft, versions }: Pick<StoredForm, 'draft' | 'versions'>,
  formId: string,
  { at, userId }: Stamp,
): number {
  const number = (versions.at(-1)?.number ?? 0) + 1
  createRecord(doc, versionRecord, versionId, {
    ...{ number, publishedAt: at, publishedBy: userId, basedOn: versions.at(-1)?.id ?? null },
    definition: { ...draft, formId, version: number },
  })
  return number
}

/** Gives a version the number that follows all others (FRM-07). */
export function renumberVersion(doc: Y.Doc, versionId: string, number: number): void {
  patchPart(doc, versionRecord, versionId, { number })
}

/**
 * Puts a definition on the table: parts of the same id become as it has them, others are taken out, and
 * what is missing is made.
 *
 * @param newId for the options, which have ids only here
 */
export function writeDraft(doc: Y.Doc, definition: FormDefinition, newId: () => string): void {
  const { title, description = null, sections, lists } = definition
  writeFlat(doc, { title, description })
  const kept = new Set<string>()
  const put = <K extends AnyRecordKind>(kind: K, id: string, values: PatchOf<K>): void => {
    kept.add(id)
    const map = findRecord(doc, kind, id)
    const whole = { ...values, isRemoved: false } as PatchOf<K>
    if (map) writeRecord(kind, map, whole)
    else createRecord(doc, kind, id, whole)
  }
  sections.forEach((section, index) => {
    const { title: words = null, visibleIf = null, fields } = section
    put(sectionRecord, section.id, { title: words, visibleIf, order: index + 1 })
    fields.forEach((field, place) =>
      put(fieldRecord, field.id, {
        ...fieldValues(field),
        ...{ sectionId: section.id, order: place + 1 },
      }),
    )
  })
  const options = recordsOf(doc, optionRecord)
  for (const [list, entries] of Object.entries(lists))
    entries.forEach(({ value, label, archived = false }, index) => {
      const known = options.find((option) => option.list === list && option.value === value)
      put(optionRecord, known?.id ?? newId(), {
        ...{ list, value, label, archived, order: index + 1 },
      })
    })
  for (const kind of Object.values(kinds))
    for (const { id, isRemoved } of recordsOf(doc, kind))
      if (!isRemoved && !kept.has(id)) patchPart(doc, kind, id, { isRemoved: true })
}

/** Every setting, so that one which a definition does not have is taken away. */
function fieldValues(field: FormField): PatchOf<typeof fieldRecord> {
  const settings = fieldSettings.map((name) => [name, field[name] ?? null] as const)
  const { key, type, label } = field
  return { key, type, label, ...Object.fromEntries(settings) }
}

function writeFlat(doc: Y.Doc, values: Readonly<Record<string, unknown>>): void {
  const map = doc.getMap(formRoot)
  for (const [key, value] of Object.entries(values))
    if (value !== undefined && JSON.stringify(map.get(key)) !== JSON.stringify(value))
      map.set(key, value)
}

function patchPart<K extends AnyRecordKind>(
  doc: Y.Doc,
  kind: K,
  id: string,
  patch: PatchOf<K>,
): void {
  const map = findRecord(doc, kind, id)
  if (map) writeRecord(kind, map, patch)
}

function placeSection(doc: Y.Doc, id: string, after: string | null): void {
  place(doc, sectionRecord, recordsOf(doc, sectionRecord), id, after)
}

function placeField(doc: Y.Doc, id: string, sectionId: string, after: string | null): void {
  patchPart(doc, fieldRecord, id, { sectionId })
  const siblings = recordsOf(doc, fieldRecord).filter((field) => field.sectionId === sectionId)
  place(doc, fieldRecord, siblings, id, after)
}

function placeOption(doc: Y.Doc, id: string, after: string | null): void {
  const options = recordsOf(doc, optionRecord)
  const list = options.find((option) => option.id === id)?.list
  const siblings = options.filter((option) => option.list === list)
  place(doc, optionRecord, siblings, id, after)
}

function place(
  doc: Y.Doc,
  kind: (typeof kinds)[keyof typeof kinds],
  siblings: readonly { readonly id: string; readonly order: number }[],
  id: string,
  after: string | null,
): void {
  for (const { id: moved, order } of ordersAfterMove([...siblings].sort(byOrder), id, after))
    patchPart(doc, kind, moved, { order })
}

/** A section goes with the fields that it has now. It comes back alone: some had gone before. */
function setRemoved(doc: Y.Doc, part: keyof typeof kinds, id: string, isRemoved: boolean): void {
  patchPart(doc, kinds[part], id, { isRemoved })
  if (part !== 'section' || !isRemoved) return
  for (const field of recordsOf(doc, fieldRecord))
    if (field.sectionId === id) patchPart(doc, fieldRecord, field.id, { isRemoved })
}
