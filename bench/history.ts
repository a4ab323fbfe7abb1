import * as Y from 'yjs'
import { activityHistories } from '../core/crdt/activity-history.ts'
import type { HistoryUpdate } from '../core/crdt/record-history.ts'
import { createRecord, findRecord, textOf, writeRecord } from '../core/crdt/record.ts'
import { activityRecord } from '../core/crdt/records/activity-record.ts'
import { interleave, reportAgainst } from './measure.ts'
import type { Bench } from './run.ts'

const rounds = 30
const records = 500
const typed = 1000

/**
 * The history of one activity in a document that is as full as documents get, against loading that
 * document as every first read of it does: one update a record, some more of changes and of typing.
 */
export const history: Bench = async (report) => {
  for (const edits of [250, 2500]) {
    const updates = writtenBy((doc, at) => edit(doc, at, edits))
    const times = await interleave(
      {
        history: () => activityHistories(updates, { only: 'a7' }),
        load: () => load(updates),
      },
      { rounds },
    )
    const what = `one of ${records} activities in ${updates.length} updates`
    reportAgainst(report, what, times.history, 'loading the document', times.load)
  }
}

function writtenBy(work: (doc: Y.Doc, at: (minute: number) => void) => void): HistoryUpdate[] {
  const doc = new Y.Doc()
  const updates: HistoryUpdate[] = []
  let at = 0
  doc.on('update', (update: Uint8Array) => {
    const seq = updates.length + 1
    updates.push({ seq, update, at, userId: `u${seq % 3}`, isFolded: false })
  })
  work(doc, (minute) => (at = minute * 60_000))
  return updates
}

function edit(doc: Y.Doc, at: (minute: number) => void, edits: number): void {
  for (let record = 0; record < records; record++)
    doc.transact(() =>
      createRecord(doc, activityRecord, `a${record}`, {
        ...{ typeId: 'type-visit', customerId: 'c1', assigneeId: 'u1', title: `Visite ${record}` },
        ...{ startAt: record, endAt: record + 1, tz: 'Europe/Paris', status: 'done' },
      }),
    )
  for (let change = 0; change < edits; change++) {
    at(change)
    const map = findRecord(doc, activityRecord, `a${(change * 7) % records}`)!
    doc.transact(() =>
      writeRecord(activityRecord, map, { title: `Titre ${change}`, updatedAt: change }),
    )
  }
  const text = textOf(findRecord(doc, activityRecord, 'a7')!, 'description')!
  for (let key = 0; key < typed; key++) {
    at(edits + key)
    text.insert(text.length, 'abcdefgh '[key % 9]!)
  }
}

function load(updates: readonly HistoryUpdate[]): void {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const { update } of updates) Y.applyUpdate(doc, update)
  })
  doc.destroy()
}
