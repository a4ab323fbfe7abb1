import { activitiesDocumentId, customerDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord, textOf } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import type { Services } from '../app/services.ts'
import { toRecordPatch } from '../customers/customer-fields.ts'
import type { GeneratedActivity } from './generate-activities.ts'
import type { GeneratedCustomer } from './generate-customers.ts'

const recordsPerDocument = 400
const documentsPerWrite = 200

export type Progress = (done: number, total: number) => void

/**
 * The bulk path: the same documents, log and projections as the ordinary commands write, only with
 * many records in one update and many documents in one transaction. A test compares the rows.
 */
export async function writeCustomers(
  services: Services,
  customers: readonly GeneratedCustomer[],
  authorId: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const groups = grouped(customers, ({ id, parentId }) => customerDocumentId(parentId ?? id))
  const author = { userId: authorId, deviceId: services.local.deviceId(), at: services.now() }
  const meta = {
    createdAt: author.at,
    createdBy: authorId,
    updatedAt: author.at,
    updatedBy: authorId,
  }
  await inSlices([...groups], customers.length, progress, signal, (slice) => {
    services.documents.write(author, (edit) => {
      for (const [documentId, members] of slice)
        edit.document(documentId, (doc) => {
          for (const { id, parentId, fields, lat, lon, contacts } of members) {
            createRecord(doc, customerRecord, id, {
              parentId,
              ...toRecordPatch(fields),
              location: {
                lat,
                lon,
                accuracyM: null,
                quality: 'street',
                source: 'import',
                setBy: authorId,
                setAt: author.at,
              },
              ...meta,
            })
            for (const { id: contactId, ...contact } of contacts)
              createRecord(doc, contactRecord, contactId, { customerId: id, ...contact, ...meta })
          }
        })
    })
  })
}

/** See `writeCustomers`. `mainOf` names the main customer of a branch. */
export async function writeActivities(
  services: Services,
  activities: readonly GeneratedActivity[],
  mainOf: (customerId: string) => string,
  tz: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const byYear = grouped(
    activities,
    ({ customerId, startAt }) => `${mainOf(customerId)} ${new Date(startAt).getUTCFullYear()}`,
  )
  const shards = [...byYear].flatMap(([key, members]) => {
    const [main = '', year] = key.split(' ')
    return chunks(members, recordsPerDocument).map(
      (part, index) => [activitiesDocumentId(main, Number(year), index + 1), part] as const,
    )
  })
  const deviceId = services.local.deviceId()
  await inSlices(shards, activities.length, progress, signal, (slice) => {
    const [first] = slice[0]![1]
    const author = { userId: first!.assigneeId, deviceId, at: services.now() }
    services.documents.write(author, (edit) => {
      for (const [documentId, members] of slice)
        edit.document(documentId, (doc) => {
          for (const activity of members) {
            const { description, notes, createdAt, ...fields } = activity
            const id = services.newId()
            const map = createRecord(doc, activityRecord, id, {
              ...fields,
              tz,
              origin: 'import',
              ...(fields.status === 'planned' && {
                plannedStartAt: fields.startAt,
                plannedEndAt: fields.endAt,
              }),
              ...stamped(fields.assigneeId, createdAt),
            })
            textOf(map, 'description')?.applyDelta([...description])
            for (const { authorId, body } of notes) {
              const note = createRecord(doc, noteRecord, services.newId(), {
                activityId: id,
                ...stamped(authorId, Math.min(services.now(), fields.endAt)),
              })
              textOf(note, 'body')?.applyDelta([...body])
            }
          }
        })
    })
  })
}

function stamped(userId: string, at: number) {
  return { createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
}

async function inSlices<T>(
  documents: readonly (readonly [string, readonly T[]])[],
  total: number,
  progress: Progress,
  signal: AbortSignal | undefined,
  write: (slice: readonly (readonly [string, readonly T[]])[]) => void,
): Promise<void> {
  let done = 0
  for (const slice of chunks(documents, documentsPerWrite)) {
    signal?.throwIfAborted()
    write(slice)
    done += slice.reduce((count, [, members]) => count + members.length, 0)
    progress(done, total)
    await new Promise(setImmediate)
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let start = 0; start < items.length; start += size)
    parts.push(items.slice(start, start + size))
  return parts
}
