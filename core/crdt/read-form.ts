import * as Y from 'yjs'
import {
  type FormDefinition,
  type FormField,
  formFormat,
  type FormOption,
  type FormSection,
} from '../contract/form-definition.ts'
import type { LocalisedText } from '../contract/scalars.ts'
import { type AnyRecordKind, readRecord, type RecordOf } from './record.ts'
import {
  byOrder,
  fieldRecord,
  fieldSettings,
  formFields,
  formRoot,
  optionRecord,
  sectionRecord,
  versionRecord,
} from './records/form-records.ts'

/** A version as everybody numbers it. */
export interface StoredVersion {
  readonly id: string
  readonly number: number
  readonly publishedAt: number
  readonly publishedBy: string
  /** Versions that were published at the same time, by somebody who did not know of this (FRM-07). */
  readonly crossedWith: readonly string[]
  /** `null` where this version of the app does not understand it. */
  readonly definition: FormDefinition | null
}

export interface StoredForm {
  readonly title: LocalisedText
  readonly description: LocalisedText | null
  readonly oncePerActivity: boolean
  readonly archivedAt: number | null
  readonly deletedAt: number | null
  /** What is on the designer's table; its `formId` is empty and its version 0. */
  readonly draft: FormDefinition
  /** Ids of the options of each list of the draft, in their order. */
  readonly optionIds: Readonly<Record<string, readonly string[]>>
  /** In their order; the last one is current. */
  readonly versions: readonly StoredVersion[]
}

/** A form's document, whatever two designers wrote at once. */
export function readForm(doc: Y.Doc): StoredForm {
  const map = doc.getMap(formRoot)
  const title = formFields.title(map.get('title')) ?? { fr: '…' }
  const description = formFields.description(map.get('description'))
  const { lists, optionIds } = readLists(doc)
  return {
    title,
    description,
    oncePerActivity: formFields.oncePerActivity(map.get('oncePerActivity')),
    archivedAt: formFields.archivedAt(map.get('archivedAt')),
    deletedAt: formFields.deletedAt(map.get('deletedAt')),
    draft: {
      ...{ format: formFormat, formId: '', version: 0, title },
      ...(description && { description }),
      sections: readSections(doc),
      lists,
    },
    optionIds,
    versions: readVersions(doc),
  }
}

/** Records of a root with their ids, also those that were removed. */
export function recordsOf<K extends AnyRecordKind>(
  doc: Y.Doc,
  kind: K,
): (RecordOf<K> & { readonly id: string })[] {
  return [...doc.getMap(kind.root)].flatMap(([id, map]) =>
    map instanceof Y.Map ? [{ ...readRecord(kind, map as Y.Map<unknown>), id }] : [],
  )
}

/**
 * A section that was removed while somebody put a field into it stays: only what somebody removed is
 * gone.
 */
function readSections(doc: Y.Doc): FormSection[] {
  const fieldsOf = Map.groupBy(
    recordsOf(doc, fieldRecord)
      .filter(({ isRemoved }) => !isRemoved)
      .sort(byOrder),
    ({ sectionId }) => sectionId,
  )
  return recordsOf(doc, sectionRecord)
    .filter(({ id, isRemoved }) => !isRemoved || fieldsOf.has(id))
    .sort(byOrder)
    .map(({ id, title, visibleIf }) => ({
      id,
      ...(title && { title }),
      ...given({ visibleIf }),
      fields: (fieldsOf.get(id) ?? []).flatMap((record) => toField(record) ?? []),
    }))
}

function toField(
  record: RecordOf<typeof fieldRecord> & { readonly id: string },
): FormField | undefined {
  const { id, key, type, label } = record
  if (!type || !label) return undefined
  const settings = fieldSettings.map((name) => [name, record[name]] as const)
  return { id, key, type, label, ...given(Object.fromEntries(settings)) }
}

function readLists(doc: Y.Doc): Pick<StoredForm, 'optionIds'> & Pick<FormDefinition, 'lists'> {
  const options = recordsOf(doc, optionRecord)
    .filter(({ isRemoved, label }) => !isRemoved && label !== null)
    .sort(byOrder)
  const lists = new Map<string, FormOption[]>()
  const optionIds = new Map<string, string[]>()
  for (const { id, list, value, label, archived } of options) {
    if (!label) continue
    const [entries, ids] = [lists.get(list) ?? [], optionIds.get(list) ?? []]
    entries.push({ value, label, ...(archived && { archived }) })
    ids.push(id)
    lists.set(list, entries)
    optionIds.set(list, ids)
  }
  return { lists: byName(lists), optionIds: byName(optionIds) }
}

function byName<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Two versions of one number become that one and the next, the earlier first (FRM-07). */
function readVersions(doc: Y.Doc): StoredVersion[] {
  const records = recordsOf(doc, versionRecord).sort(
    (a, b) => a.number - b.number || a.publishedAt - b.publishedAt || (a.id < b.id ? -1 : 1),
  )
  const onBase = Map.groupBy(records, ({ basedOn }) => basedOn)
  let last = 0
  return records.map(({ id, number, publishedAt, publishedBy, basedOn, definition }) => {
    last = Math.max(number, last + 1)
    return {
      ...{ id, publishedAt, publishedBy, number: last },
      crossedWith: (onBase.get(basedOn) ?? []).flatMap((other) =>
        other.id === id ? [] : [other.id],
      ),
      definition: definition && { ...definition, version: last },
    }
  })
}

/** Without what is `null` or absent. */
function given<T extends Record<string, unknown>>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>
}

/** Versions that were given one number, each such group in no order. */
export function versionsOfOneNumber(doc: Y.Doc): string[][] {
  const groups = Map.groupBy(recordsOf(doc, versionRecord), ({ number }) => number)
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => group.map(({ id }) => id))
}

/** The greatest number that a version was given. */
export function greatestNumber(doc: Y.Doc): number {
  return Math.max(0, ...recordsOf(doc, versionRecord).map(({ number }) => number))
}
