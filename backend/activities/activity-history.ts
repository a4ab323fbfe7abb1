import {
  type FieldChange,
  type HistoryEntry,
  historyFields,
  type HistoryPoint,
  isUnreadable,
  type PastActivity,
} from '../../core/contract/activity-history.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { unknownField, valuesAt } from '../../core/crdt/history-entry.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { changedPart } from '../../core/richtext/changed-part.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import type { Services } from '../app/services.ts'
import { customerOfActivity, requireActivity } from './activity-lookup.ts'

const shownFields: ReadonlySet<string> = new Set([
  ...historyFields,
  ...['deletedAt', 'reopened', unknownField],
])

/** Entries in the order of the log. @throws AppError `E-NOT-FOUND` */
export function activityEntries(services: Services, id: string): readonly HistoryEntry[] {
  return services.history.of(requireActivity(services, id).doc_id, id)
}

/** The history as it is shown, the last first. @throws AppError `E-NOT-FOUND` */
export function activityHistory(
  services: Services,
  id: string,
): { entries: HistoryEntry[]; names: Record<string, string> } {
  const entries = activityEntries(services, id)
    .map((entry) => ({ ...entry, changes: entry.changes.filter(isShown).map(worded) }))
    .filter(({ changes }) => changes.length > 0)
    .reverse()
  return { entries, names: namesIn(services, entries) }
}

/** `null` where it was not there yet or is not known. @throws AppError `E-NOT-FOUND` */
export function activityAt(
  services: Services,
  id: string,
  point: HistoryPoint,
): PastActivity | null {
  const values = valuesAt(activityEntries(services, id), point)
  if (!values) return null
  const { fields } = activityRecord
  const customerId = fields.customerId(values.get('customerId'))
  return {
    id,
    typeId: fields.typeId(values.get('typeId')),
    customerId,
    ...customerOfActivity(services, customerId),
    title: fields.title(values.get('title')),
    startAt: fields.startAt(values.get('startAt')),
    endAt: fields.endAt(values.get('endAt')),
    plannedStartAt: fields.plannedStartAt(values.get('plannedStartAt')),
    plannedEndAt: fields.plannedEndAt(values.get('plannedEndAt')),
    tz: fields.tz(values.get('tz')),
    status: fields.status(values.get('status')),
    cancelReason: fields.cancelReason(values.get('cancelReason')),
    assigneeId: fields.assigneeId(values.get('assigneeId')),
    locationText: fields.locationText(values.get('locationText')),
    contactIds: listOf<string>(values.get('contactIds')),
    description: listOf<DeltaOp>(values.get('description')),
    deletedAt: fields.deletedAt(values.get('deletedAt')),
    newerFields: [...values.values()].filter(isUnreadable).length,
  }
}

const isShown = ({ field }: FieldChange): boolean => shownFields.has(field)

/** A long text as the part that differs. */
function worded(change: FieldChange): FieldChange {
  if (!activityRecord.texts.some((text) => text === change.field)) return change
  const [before, after] = [change.before, change.after].map((ops) =>
    deltaToText(listOf<DeltaOp>(ops)),
  )
  return { ...change, ...changedPart(before ?? '', after ?? '') }
}

function namesIn({ db }: Services, entries: readonly HistoryEntry[]): Record<string, string> {
  const find = (table: 'customer' | 'contact', id: string): [string, string][] => {
    const name = db.reader.prepared(`select name from ${table} where id = ?`).pluck().get(id)
    return typeof name === 'string' ? [[id, name]] : []
  }
  const valuesOf = (field: string): Set<unknown> =>
    new Set(
      entries
        .flatMap(({ changes }) => changes)
        .filter((change) => change.field === field)
        .flatMap(({ before, after }) => [before, after].flat()),
    )
  const named = (field: string, table: 'customer' | 'contact'): [string, string][] =>
    [...valuesOf(field)].flatMap((id) => (typeof id === 'string' ? find(table, id) : []))
  return Object.fromEntries([...named('customerId', 'customer'), ...named('contactIds', 'contact')])
}

const listOf = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : [])
