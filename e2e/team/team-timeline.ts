import * as Y from 'yjs'
import { loadDocument } from '../../backend/documents/loaded-document.ts'
import type { Cursor } from '../../core/contract/customers.ts'
import type { Input } from '../../core/contract/operation.ts'
import type { timelineContract, TimelineRow } from '../../core/contract/timeline.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import { touchedActivities } from '../../core/crdt/touched-activities.ts'
import {
  addCustomer,
  converge,
  foundingLaptop,
  joiningLaptop,
  type Laptop,
  type LaptopOptions,
  startServer,
} from './team.ts'

const hour = 3_600_000
/** Two days ago: of the history. */
export const startAt = Math.floor(Date.now() / hour) * hour - 48 * hour

export type TimelineFilter = Partial<Input<(typeof timelineContract)['timeline.page']>['filter']>

/** Two laptops that both have « Tour du stock » and « Inventaire » of one customer. */
export async function teamWithVisits(options: { camille?: LaptopOptions } = {}) {
  const server = await startServer()
  const camille = await foundingLaptop(server, options.camille)
  const customerId = await addCustomer(camille, 'Norauto')
  const visit = await addVisit(camille, customerId, 'Tour du stock')
  const inventory = await addVisit(camille, customerId, 'Inventaire')
  const paul = await joiningLaptop(server, camille, 'paul@example.com', 'admin')
  await converge(server.dataDir, [camille, paul])
  return { server, camille, paul, customerId, visit, inventory }
}

export async function addVisit(
  { client }: Laptop,
  customerId: string,
  title: string,
): Promise<string> {
  const { id } = await client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, title, startAt, endAt: startAt + hour },
  })
  return id
}

export const rename = ({ client }: Laptop, id: string, title: string) =>
  client.call('activities.update', { id, patch: { title } })

export const addNote = ({ client }: Laptop, activityId: string, text: string) =>
  client.call('notes.create', { activityId, body: [{ insert: `${text}\n` }] })

/** The history, page by page. */
export async function historyOf(
  { client }: Laptop,
  filter: TimelineFilter = {},
  limit = 100,
): Promise<TimelineRow[]> {
  const rows: TimelineRow[] = []
  let cursor: Cursor | null = null
  do {
    const page: { rows: TimelineRow[]; next: Cursor | null } = await client.call('timeline.page', {
      filter: { tz: 'Europe/Paris', ...filter },
      block: 'history',
      cursor,
      limit,
    })
    rows.push(...page.rows)
    cursor = page.next
  } while (cursor)
  return rows
}

/** Resolves when the activity's row is as wanted, which its list hears by itself. */
export function untilRow(
  { client }: Laptop,
  id: string,
  isWanted: (row: TimelineRow) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const filter = { tz: 'Europe/Paris' }
      const [row] = await client.call('timeline.rows', { filter, ids: [id] })
      if (!row || !isWanted(row)) return
      stop()
      resolve()
    }
    const stop = client.subscribe(
      'timeline.changes',
      {},
      ({ ids, all }) => {
        if (all || ids.includes(id)) look().catch(reject)
      },
      reject,
    )
    look().catch(reject)
  })
}

/** Activities that are marked as waiting for the server, and those that the log says do. */
export function waitingActivities({ backend }: Laptop): { marked: string[]; inLog: string[] } {
  const { db, log, syncLog } = backend.services
  const unpushed = syncLog.unpushed({ maxUpdates: 1_000_000, maxBytes: Infinity })
  const rows = new Set(unpushed.map(({ seq }) => seq))
  const inLog = new Set<string>()
  for (const documentId of new Set(unpushed.map((row) => row.documentId))) {
    if (documentKind(documentId) !== 'activities') continue
    const document = loadDocument(documentId, [])
    for (const { seq, update } of log.entriesOf(documentId)) {
      Y.applyUpdate(document.doc, update)
      const touched = document.takeTouched()
      if (rows.has(seq)) for (const id of touchedActivities(document.doc, touched)) inLog.add(id)
    }
  }
  const marked = db.writer.raw.prepare('select activity_id from unshared').pluck().all() as string[]
  return { marked: marked.sort(), inLog: [...inLog].sort() }
}
