import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { builtinTypes } from '../domain/activity-types/builtin-types.ts'
import { readStoredTypes, writeActivityType } from './activity-type-settings.ts'
import { readOrganisation, writeOrganisation } from './organisation-settings.ts'
import { createRecord, findRecord, readRecord, writeRecord } from './record.ts'
import { activityRecord } from './records/activity-record.ts'

function devices(): [Y.Doc, Y.Doc] {
  return [1, 2].map((clientID) => Object.assign(new Y.Doc(), { clientID })) as [Y.Doc, Y.Doc]
}

const typesOf = (doc: Y.Doc) => readStoredTypes(doc).map(({ type }) => type)

function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
}

test('SYN-10 members that two devices add to a set and take off it at once all count, each once', () => {
  const docs = devices()
  const [one, other] = docs
  createRecord(one, activityRecord, 'a1', { contactIds: ['anne', 'bruno'] })
  meet(one, other)
  const write = (doc: Y.Doc, contactIds: string[]): void =>
    writeRecord(activityRecord, findRecord(doc, activityRecord, 'a1')!, { contactIds })
  write(one, ['anne', 'bruno', 'chloe', 'denis'])
  write(other, ['bruno', 'chloe', 'elise'])
  meet(one, other)
  for (const doc of docs)
    expect(readRecord(activityRecord, findRecord(doc, activityRecord, 'a1')!).contactIds).toEqual([
      'bruno',
      'chloe',
      'denis',
      'elise',
    ])
})

test('SYN-11 built-in types are the same on devices that have never met', () => {
  const [one, other] = devices()
  expect(typesOf(one)).toEqual(builtinTypes)
  expect(typesOf(other)).toEqual(typesOf(one))
  expect(Y.encodeStateVector(one)).toEqual(Y.encodeStateVector(new Y.Doc()))
})

test('SYN-11 two devices that change a built-in type for the first time at once lose neither change', () => {
  const docs = devices()
  const [one, other] = docs
  writeActivityType(one, 'type-visit', { color: '#B45309' }, {})
  writeActivityType(other, 'type-visit', { defaultDurationMin: 45 }, {})
  meet(one, other)
  for (const doc of docs)
    expect(typesOf(doc).find(({ id }) => id === 'type-visit')).toMatchObject({
      color: '#B45309',
      defaultDurationMin: 45,
    })
})

test('SYN-11 two devices that change the settings for the first time at once lose neither change', () => {
  const docs = devices()
  const [one, other] = docs
  writeOrganisation(one, { overlapPolicy: 'block' })
  writeOrganisation(other, { trashDays: 60 })
  meet(one, other)
  for (const doc of docs)
    expect(readOrganisation(doc)).toMatchObject({ overlapPolicy: 'block', trashDays: 60 })
})
