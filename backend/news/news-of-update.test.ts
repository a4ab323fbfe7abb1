import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changedRecords } from '../../core/crdt/changed-records.ts'
import {
  createRecord,
  findRecord,
  type PatchOf,
  textOf,
  writeRecord,
} from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { attachmentRecord } from '../../core/crdt/records/attachment-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import { newsOfUpdate, newsRoots } from './news-of-update.ts'

const meta = { createdAt: 1, createdBy: 'paul', updatedAt: 1, updatedBy: 'paul' }
const later = { updatedAt: 2, updatedBy: 'paul' }

/** Kinds of news that Camille gets from what Paul writes to a document with one activity and a note. */
function kindsOf(write: (doc: Y.Doc) => void): unknown {
  const [paul, camille] = [new Y.Doc(), new Y.Doc()]
  paul.transact(() => {
    createRecord(paul, activityRecord, 'visit', { ...meta, title: 'Visite' })
    createRecord(paul, noteRecord, 'note', { ...meta, activityId: 'visit' })
  })
  Y.applyUpdate(camille, Y.encodeStateAsUpdate(paul))
  const known = Y.encodeStateVector(paul)
  paul.transact(() => write(paul))
  const update = Y.encodeStateAsUpdate(paul, known)
  const records = changedRecords(camille, newsRoots, () => Y.applyUpdate(camille, update))
  return newsOfUpdate(camille, records)
}

const news = (kind: string, of: string | null = null, activityId = 'visit') => [
  { activityId, kind, of, stampedBy: 'paul' },
]
const writeVisit = (doc: Y.Doc, patch: PatchOf<typeof activityRecord>): void =>
  writeRecord(activityRecord, findRecord(doc, activityRecord, 'visit')!, patch)

test('TL-19 a new activity, a changed one and a deleted one are told apart', () => {
  expect(kindsOf((doc) => createRecord(doc, activityRecord, 'other', { ...meta }))).toEqual(
    news('created', null, 'other'),
  )
  expect(kindsOf((doc) => writeVisit(doc, { title: 'Stock', ...later }))).toEqual(news('changed'))
  expect(kindsOf((doc) => writeVisit(doc, { deletedAt: 2, deletedBy: 'paul', ...later }))).toEqual(
    news('deleted'),
  )
})

test('TL-19 a note that is added or changed is news of its activity', () => {
  expect(
    kindsOf((doc) => createRecord(doc, noteRecord, 'more', { ...meta, activityId: 'visit' })),
  ).toEqual(news('note', 'note'))
  expect(
    kindsOf((doc) => textOf(findRecord(doc, noteRecord, 'note')!, 'body')!.insert(0, 'Stock')),
  ).toEqual(news('changed', 'note'))
})

test('TL-19 a file is news of its activity, also by a note', () => {
  for (const parent of [
    { kind: 'activity', id: 'visit' },
    { kind: 'note', id: 'note' },
  ] as const)
    expect(kindsOf((doc) => createRecord(doc, attachmentRecord, 'f', { ...meta, parent }))).toEqual(
      news('file', 'file'),
    )
})

test('TL-19 a new stamp alone, and what is done in the trash, are no news', () => {
  expect(kindsOf((doc) => writeVisit(doc, later))).toEqual([])
  expect(
    kindsOf((doc) => {
      writeVisit(doc, { deletedAt: 2, deletedBy: 'paul', ...later })
      createRecord(doc, noteRecord, 'more', { ...meta, activityId: 'visit' })
    }),
  ).toEqual(news('deleted'))
})

test('TL-19 a note of an activity that is not there is no news', () => {
  expect(
    kindsOf((doc) => createRecord(doc, noteRecord, 'more', { ...meta, activityId: 'unknown' })),
  ).toEqual([])
})
