import { join } from 'node:path'
import { connectWriter } from '../sqlite/connect.ts'
import { activitiesDocumentId } from '../core/crdt/document-id.ts'
import { createRecord, textOf } from '../core/crdt/record.ts'
import { activityRecord } from '../core/crdt/records/activity-record.ts'
import { dataFolder, inTemporaryFolder } from './data-folder.ts'
import { interleave, reportAgainst } from './measure.ts'
import { openClient, type OpenClient } from './open-client.ts'
import type { Bench } from './run.ts'

const rounds = 400
const minuteMs = 60_000
const description = [
  { insert: 'Tour du stock avec le magasinier. Commande de 12 plaquettes de frein.\n' },
]

/**
 * An acknowledged write against the bare insert of a blob of the same size: a commit that is on the
 * disk, one of each in turn. "Contract" is `activities.create` with a description, all of its checks,
 * projections and the search index; "document" is the document store alone, with the same record.
 */
export const write: Bench = async (report, options) => {
  const { customers = 1000, activities = 20_000 } = options
  const source = await dataFolder({ customers, activities }, options.data)
  await inTemporaryFolder(async (dataDir) => {
    const opened = await openClient(dataDir)
    const raw = rawInsert(join(dataDir, 'raw.db'))
    const create = await activityWriter(opened)
    const document = documentWriter(opened)
    await create()
    const size = lastUpdateSize(opened)
    const blob = Buffer.alloc(size, 1)
    const times = await interleave({ raw: () => raw.insert(blob), document, create }, { rounds })
    const against = `raw insert of ${size} bytes`
    reportAgainst(report, 'contract, activities.create', times.create, against, times.raw)
    reportAgainst(report, 'document store', times.document, against, times.raw)
    raw.close()
    await opened.backend.close()
  }, source)
}

/** The same pragmas as the product's writer, in a file of its own on the same disk. */
function rawInsert(file: string): { insert(blob: Buffer): void; close(): void } {
  const database = connectWriter(file)
  database.exec('create table blobs (seq integer primary key, data blob not null) strict')
  const insert = database.prepare('insert into blobs (data) values (?)')
  return { insert: (blob) => void insert.run(blob), close: () => database.close() }
}

/** Visits of one person, eight a day, over the customers in turn. */
async function activityWriter({ backend, client }: OpenClient): Promise<() => Promise<unknown>> {
  const { rows } = await client.call('customers.search', { limit: 50 })
  const { userId } = backend.services.local.workspace()!
  let startAt = backend.services.now() + 60 * minuteMs
  let written = 0
  return () => {
    startAt += 180 * minuteMs
    return client.call('activities.create', {
      activity: {
        typeId: 'type-visit',
        customerId: rows[written++ % rows.length]!.id,
        assigneeId: userId,
        startAt,
        endAt: startAt + 20 * minuteMs,
      },
      description,
    })
  }
}

function documentWriter({ backend: { services } }: OpenClient): () => void {
  const { documents, local, now, newId } = services
  const { userId } = local.workspace()!
  const deviceId = local.deviceId()
  const documentId = activitiesDocumentId(newId(), 2026)
  const customerId = newId()
  return () => {
    const at = now()
    documents.write({ userId, deviceId, at }, (edit) =>
      edit.document(documentId, (doc) => {
        const map = createRecord(doc, activityRecord, newId(), {
          typeId: 'type-visit',
          customerId,
          assigneeId: userId,
          tz: 'Europe/Paris',
          status: 'done',
          startAt: at,
          endAt: at + 20 * minuteMs,
          createdAt: at,
          createdBy: userId,
          updatedAt: at,
          updatedBy: userId,
        })
        textOf(map, 'description')?.applyDelta(description)
      }),
    )
  }
}

function lastUpdateSize({ backend }: OpenClient): number {
  return backend.services.db.reader
    .prepared('select length(data) from upd order by seq desc limit 1')
    .pluck()
    .get() as number
}
