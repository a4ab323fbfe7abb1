import * as Y from 'yjs'
import { type ActivityType, activityTypeSchema } from '../contract/activity-types.ts'
import type { Patch } from '../contract/patch.ts'
import { builtinTypes } from '../domain/activity-types/builtin-types.ts'
import { isDeletionUnaware } from './deletion.ts'
import type { KnownUses } from './known-uses.ts'
import { findRecord, type PatchOf, readRecord, type RecordOf, writeRecord } from './record.ts'
import { activityTypeRecord } from './records/activity-type-record.ts'

const builtinRoot = 'builtinTypes'
const formIdsKey = 'formIds'
const changeable = [
  'name',
  'description',
  'icon',
  'color',
  'defaultDurationMin',
  'order',
  'archivedAt',
  'replacedBy',
  'reportLimitMin',
  'requiresLocation',
  'gpsEligible',
  'gpsRadiusM',
  'reportRequired',
  'reminderMin',
  'cancelReasons',
  'cancelReasonRequired',
  'nextTypeId',
  'nextAfterDays',
] as const
type Changeable = Pick<ActivityType, (typeof changeable)[number]>

/** What is not shown of an archival, and decides what is to be reviewed. */
interface Archival {
  archivedBy: string | null
  archivedSeen: KnownUses | null
}
export type TypeChanges = Patch<Changeable & Archival>

/** A type with what only the rules about it need. */
export interface StoredType extends Archival {
  readonly type: ActivityType
  /** Of a type that an administrator made. */
  readonly createdAt: number
  readonly createdBy: string
  /**
   * Deleted by somebody who knew all of the record. Where an activity has it all the same, it stays:
   * as an archived type (TYP-06).
   */
  readonly isDeleted: boolean
}

/** All types of the `settings` document in display order, those that are deleted included. */
export function readStoredTypes(doc: Y.Doc): StoredType[] {
  return [...readBuiltinTypes(doc), ...readOwnTypes(doc)].sort(
    (a, b) => a.type.order - b.type.order || (a.type.id < b.type.id ? -1 : 1),
  )
}

/**
 * Changes to a built-in type are keys `<typeId>/<field>` of one root map: no device ever creates a
 * map that another could replace.
 */
function readBuiltinTypes(doc: Y.Doc): StoredType[] {
  const map = doc.getMap(builtinRoot)
  return builtinTypes.map((type) => {
    const changed: Record<string, unknown> = { ...type }
    for (const field of changeable) {
      const parsed = activityTypeSchema.shape[field].safeParse(map.get(`${type.id}/${field}`))
      if (parsed.success) changed[field] = parsed.data
    }
    changed['formIds'] = readFormIds(map, `${type.id}/`)
    const { archivedBy, archivedSeen } = activityTypeRecord.fields
    return {
      type: changed as ActivityType,
      archivedBy: archivedBy(map.get(`${type.id}/archivedBy`)),
      archivedSeen: archivedSeen(map.get(`${type.id}/archivedSeen`)),
      ...{ createdAt: 0, createdBy: '', isDeleted: false },
    }
  })
}

function readOwnTypes(doc: Y.Doc): StoredType[] {
  return [...doc.getMap(activityTypeRecord.root)].flatMap(([id, map]) => {
    if (!(map instanceof Y.Map)) return []
    const record = readRecord(activityTypeRecord, map as Y.Map<unknown>)
    const type = toType(id, record, readFormIds(map as Y.Map<unknown>))
    const isDeleted = record.deletedAt !== null
    return type
      ? [
          {
            type,
            createdAt: record.createdAt,
            createdBy: record.createdBy,
            archivedBy: isDeleted ? record.deletedBy : record.archivedBy,
            // Only a type without activities is deleted: whoever deleted it knew of none.
            archivedSeen: isDeleted ? {} : record.archivedSeen,
            isDeleted: isDeleted && !isDeletionUnaware(map as Y.Map<unknown>),
          },
        ]
      : []
  })
}

/** `undefined` without a name: a newer version may write it otherwise. */
function toType(
  id: string,
  record: RecordOf<typeof activityTypeRecord>,
  formIds: string[],
): ActivityType | undefined {
  const { name, color, deletedAt, archivedAt } = record
  if (!name) return undefined
  return {
    id,
    ...{ key: null, direction: null, isPlanned: false, instant: false, builtin: false },
    name,
    description: record.description,
    icon: record.icon,
    color: color ?? '#64748B',
    defaultDurationMin: record.defaultDurationMin,
    archivedAt: archivedAt ?? deletedAt,
    replacedBy: record.replacedBy,
    order: record.order,
    formIds,
    reportLimitMin: record.reportLimitMin,
    requiresLocation: record.requiresLocation,
    gpsEligible: record.gpsEligible,
    gpsRadiusM: record.gpsRadiusM,
    reportRequired: record.reportRequired,
    reminderMin: record.reminderMin,
    cancelReasons: record.cancelReasons ?? [],
    cancelReasonRequired: record.cancelReasonRequired,
    nextTypeId: record.nextTypeId,
    nextAfterDays: record.nextAfterDays,
  }
}

/**
 * Writes changes to one type, with `stamp` on a type that an administrator made. Call inside a
 * transaction.
 */
export function writeActivityType(
  doc: Y.Doc,
  typeId: string,
  changes: TypeChanges,
  stamp: Pick<PatchOf<typeof activityTypeRecord>, 'updatedAt' | 'updatedBy'>,
): void {
  const own = findRecord(doc, activityTypeRecord, typeId)
  if (own) return writeRecord(activityTypeRecord, own, { ...changes, ...stamp })
  const map = doc.getMap(builtinRoot)
  for (const [field, value] of Object.entries(changes))
    if (value !== undefined) map.set(`${typeId}/${field}`, value)
}

/** Forms by their place; two devices that link one form write the same key. */
function readFormIds(map: Y.Map<unknown>, prefix = ''): string[] {
  const places = [...map.entries()].flatMap(([key, place]) =>
    key.startsWith(`${prefix}${formIdsKey}/`) && typeof place === 'number'
      ? [{ id: key.slice(prefix.length + formIdsKey.length + 1), order: place }]
      : [],
  )
  return places.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)).map(({ id }) => id)
}

/** Makes a type offer these forms, in this order. Call inside a transaction. */
export function writeFormIds(doc: Y.Doc, typeId: string, formIds: readonly string[]): void {
  const own = findRecord(doc, activityTypeRecord, typeId)
  const map = own ?? doc.getMap<unknown>(builtinRoot)
  const prefix = own ? '' : `${typeId}/`
  for (const id of readFormIds(map, prefix))
    if (!formIds.includes(id)) map.delete(`${prefix}${formIdsKey}/${id}`)
  formIds.forEach((id, index) => {
    const key = `${prefix}${formIdsKey}/${id}`
    if (map.get(key) !== index + 1) map.set(key, index + 1)
  })
}
