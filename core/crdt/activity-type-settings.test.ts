import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readStoredTypes, type StoredType, writeActivityType } from './activity-type-settings.ts'
import { knownWritesOf } from './deletion.ts'
import { createRecord, findRecord, writeRecord } from './record.ts'
import { activityTypeRecord } from './records/activity-type-record.ts'
import { sameNames } from '../domain/activity-types/type-names.ts'
import { noExtras } from '../domain/activity-types/builtin-types.ts'

const id = '01900000-0000-7000-8000-000000000001'

function create(doc: Y.Doc, typeId: string, fr: string): void {
  createRecord(doc, activityTypeRecord, typeId, {
    name: { fr },
    icon: 'i-lucide-star',
    color: '#4338CA',
    order: 6,
    createdAt: 1,
    createdBy: 'camille',
  })
}

/** Two devices that both have the type `Démonstration`. */
function devices(): [Y.Doc, Y.Doc] {
  const one = new Y.Doc()
  one.clientID = 1
  create(one, id, 'Démonstration')
  const other = new Y.Doc()
  other.clientID = 2
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  return [one, other]
}

function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
}

function remove(doc: Y.Doc): void {
  const map = findRecord(doc, activityTypeRecord, id)!
  writeRecord(activityTypeRecord, map, {
    deletedAt: 50,
    deletedBy: 'camille',
    deletedSeen: knownWritesOf(map),
  })
}

const own = (doc: Y.Doc): StoredType[] => readStoredTypes(doc).filter(({ type }) => !type.builtin)

test('TYP-01 a type that an administrator made stands behind the built-in ones', () => {
  const [doc] = devices()
  expect(readStoredTypes(doc).map(({ type }) => type.id)).toEqual([
    'type-visit',
    'type-planned-visit',
    'type-call-in',
    'type-call-out',
    'type-meeting',
    id,
  ])
  expect(own(doc)).toEqual([
    {
      type: {
        id,
        key: null,
        name: { fr: 'Démonstration' },
        description: null,
        icon: 'i-lucide-star',
        color: '#4338CA',
        defaultDurationMin: 30,
        direction: null,
        isPlanned: false,
        instant: false,
        builtin: false,
        archivedAt: null,
        replacedBy: null,
        formIds: [],
        reportLimitMin: null,
        ...noExtras,
        order: 6,
      },
      createdAt: 1,
      createdBy: 'camille',
      archivedBy: null,
      archivedSeen: null,
      isDeleted: false,
    },
  ])
})

test('TYP-06 a type deleted while somebody edited it stays, archived, on both devices', () => {
  const [one, other] = devices()
  remove(one)
  expect(own(one)[0]?.isDeleted).toBe(true)
  writeActivityType(other, id, { name: { fr: 'Essai' } }, { updatedAt: 60, updatedBy: 'paul' })
  meet(one, other)
  for (const doc of [one, other])
    expect(own(doc)).toMatchObject([
      {
        isDeleted: false,
        archivedBy: 'camille',
        archivedSeen: {},
        type: { name: { fr: 'Essai' }, archivedAt: 50 },
      },
    ])
})

test.each([
  ['knowing of the edit', false],
  ['by both at once', true],
])('TYP-06 a type deleted %s is deleted', (_, isBoth) => {
  const [one, other] = devices()
  writeActivityType(other, id, { color: '#B91C1C' }, { updatedAt: 60, updatedBy: 'paul' })
  meet(one, other)
  remove(one)
  if (isBoth) remove(other)
  meet(one, other)
  expect([one, other].map((doc) => own(doc)[0]?.isDeleted)).toEqual([true, true])
})

test('TYP-06 a built-in type archived by one and renamed by the other is both', () => {
  const [one, other] = devices()
  const stamp = { updatedAt: 60, updatedBy: 'paul' }
  writeActivityType(
    one,
    'type-visit',
    { archivedAt: 50, archivedBy: 'camille', archivedSeen: { paul: 3 } },
    stamp,
  )
  writeActivityType(other, 'type-visit', { name: { fr: 'Passage' } }, stamp)
  meet(one, other)
  for (const doc of [one, other])
    expect(readStoredTypes(doc)[0]).toMatchObject({
      archivedBy: 'camille',
      archivedSeen: { paul: 3 },
      type: { id: 'type-visit', name: { fr: 'Passage' }, archivedAt: 50 },
    })
})

test('TYP-06 one name given by two devices is found on both, the older type first', () => {
  const [one, other] = devices()
  create(one, 'b', 'Salon')
  create(other, 'a', ' salon')
  meet(one, other)
  for (const doc of [one, other])
    expect(
      sameNames(own(doc).map(({ type }) => type)).map(({ first, second }) => [first.id, second.id]),
    ).toEqual([['a', 'b']])
})

test('TYP-06 a record that cannot be read as a type is left out and stays', () => {
  const [doc] = devices()
  findRecord(doc, activityTypeRecord, id)!.set('name', 7)
  doc.getMap('activityTypes').set('x', 'text')
  expect(own(doc)).toEqual([])
  expect(doc.getMap('activityTypes').size).toBe(2)
})
