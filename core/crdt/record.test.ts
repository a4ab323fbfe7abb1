import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { flag, integer, oneOf, text } from './coerce.ts'
import { createRecord, defineRecord, newerKeys, readRecord, writeRecord } from './record.ts'

const visit = defineRecord({
  root: 'visits',
  fields: {
    title: text(10),
    status: oneOf(['planned', 'done'], 'planned'),
    minutes: integer(0, 600),
    isKey: flag,
  },
  sets: ['contacts'],
  texts: ['body'],
})

/** A record of ours on which `newer` was written by a later version, and the keys that were set since. */
function recordWith(newer: Record<string, unknown>): { map: Y.Map<unknown>; set: string[] } {
  const doc = new Y.Doc()
  const map = createRecord(doc, visit, 'v1', {
    ...{ title: 'Tour', contacts: ['a'], status: 'planned', minutes: null, isKey: false },
  })
  for (const [key, value] of Object.entries(newer)) map.set(key, value)
  const set: string[] = []
  map.observe(({ keysChanged }) => set.push(...[...keysChanged].map(String)))
  return { map, set }
}

test('SYN-14 a field of a newer version stays where it is when others are written', () => {
  const { map, set } = recordWith({ mood: 'good', 'topics/price': true })
  writeRecord(visit, map, { ...readRecord(visit, map), title: 'Tour du stock', contacts: [] })
  expect(set.sort()).toEqual(['contacts/a', 'title'])
  expect(map.get('mood')).toBe('good')
  expect(map.get('topics/price')).toBe(true)
})

test('SYN-14 a value that only a newer version understands is not overwritten by what it reads as', () => {
  const { map, set } = recordWith({
    status: 'waiting_for_parts',
    minutes: 900,
    title: 'x'.repeat(20),
  })
  const read = readRecord(visit, map)
  expect(read).toMatchObject({ status: 'planned', minutes: null, title: 'x'.repeat(10) })
  writeRecord(visit, map, { ...read, isKey: true })
  expect(set).toEqual(['isKey'])
  writeRecord(visit, map, { status: 'done', minutes: 30 })
  expect(readRecord(visit, map)).toMatchObject({ status: 'done', minutes: 30 })
})

test('SYN-14 what a newer version wrote is told by its keys', () => {
  expect(newerKeys(visit, recordWith({}).map)).toEqual([])
  const { map } = recordWith({ mood: 'good', 'topics/price': true, status: 'waiting_for_parts' })
  expect(newerKeys(visit, map)).toEqual(['mood', 'status', 'topics/price'])
})

test('SYN-14 values that were cleared or never set are of no newer version', () => {
  const { map } = recordWith({ title: '', minutes: null, isKey: false })
  expect(newerKeys(visit, map)).toEqual([])
})
