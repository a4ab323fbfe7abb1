import { cpSync } from 'node:fs'
import { activityMap } from '../backend/activities/activity-lookup.ts'
import { activityTypes, type Services } from '../backend/app/services.ts'
import { addMember, createRecord } from '../core/crdt/record.ts'
import { reportRecord } from '../core/crdt/records/report-record.ts'
import { formOf, listOf } from '../core/domain/forms/sample-form.ts'
import { dataFolder, type DataSize, keptFolder } from './data-folder.ts'
import { openClient } from './open-client.ts'

export const reportsOfActivity = 3
const documentsPerWrite = 200
const minuteMs = 60_000

interface Reported {
  readonly id: string
  readonly doc_id: string
  readonly assignee_id: string
  readonly start_at: number
}

/**
 * The workspace of `dataFolder`, with a form that all types offer and three reports of every activity
 * that has begun. They go the way of `reports.submit`, record and projections, with those of many
 * documents in one transaction.
 */
export async function reportedFolder(size: DataSize): Promise<string> {
  const source = await dataFolder(size)
  return keptFolder(`${size.customers}-${size.activities}-reported`, async (folder) => {
    console.error(
      `writing ${reportsOfActivity} reports of each of ${size.activities} activities, once`,
    )
    cpSync(source, folder, { recursive: true })
    await fill(folder)
  })
}

async function fill(folder: string): Promise<void> {
  const { backend, client } = await openClient(folder)
  const { services } = backend
  const { raw } = services.db.writer
  // As in the seed: a folder that was not filled to the end is thrown away.
  for (const setting of ['synchronous = OFF', 'cache_size = -524288', 'wal_autocheckpoint = 50000'])
    raw.pragma(setting)
  const content = new TextEncoder().encode(JSON.stringify(visit))
  const { id: formId } = await client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await client.call('forms.publish', { id: formId })
  for (const { id: typeId } of activityTypes(services))
    await client.call('forms.link', { typeId, formIds: [formId] })
  const begun = raw
    .prepare('select id, doc_id, assignee_id, start_at from activity where start_at <= ?')
    .all(services.now()) as Reported[]
  const documents = [...Map.groupBy(begun, ({ doc_id }) => doc_id)]
  for (let first = 0; first < documents.length; first += documentsPerWrite) {
    writeReports(services, documents.slice(first, first + documentsPerWrite), { formId, versionId })
    await new Promise(setImmediate)
  }
  raw.exec('analyze')
  await backend.close()
}

const visit = formOf(
  [
    { id: 'result', type: 'choice', list: 'results' },
    { id: 'amount', type: 'decimal' },
    { id: 'stock', type: 'boolean' },
    { id: 'mood', type: 'rating' },
    { id: 'next', type: 'date' },
    { id: 'remarks', type: 'longText' },
  ],
  { results: listOf('order', 'quote', 'nothing') },
)

const answersOf = (number: number) => ({
  ...{ result: number % 2 === 0 ? 'order' : 'nothing', amount: 1000 + (number % 500) + 0.5 },
  ...{ stock: number % 3 === 0, mood: 1 + (number % 5), next: '2026-12-01' },
  remarks: `Présentation de la gamme, ${number} références en rayon.`,
})

function writeReports(
  services: Services,
  documents: readonly (readonly [string, readonly Reported[]])[],
  version: { readonly formId: string; readonly versionId: string },
): void {
  const deviceId = services.local.deviceId()
  const [, [first]] = documents[0]!
  services.documents.write({ userId: first!.assignee_id, deviceId, at: services.now() }, (edit) => {
    for (const [documentId, activities] of documents)
      edit.document(documentId, (doc) => {
        for (const { id: activityId, assignee_id: userId, start_at } of activities)
          for (let number = 1; number <= reportsOfActivity; number++) {
            const at = start_at + number * minuteMs
            const id = services.newId()
            createRecord(doc, reportRecord, id, {
              ...{ createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId },
              ...{ activityId, deviceId, ...version, answers: answersOf(number) },
              ...{ submittedAt: at, submittedRawAt: at, startedAt: at - minuteMs },
              fillMs: minuteMs,
            })
            addMember(activityMap(doc, activityId), 'reportIds', id)
          }
      })
  })
}
