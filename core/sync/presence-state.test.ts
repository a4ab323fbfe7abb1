import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { presenceState, readPresence } from './presence-state.ts'

const marie = { id: 'marie', name: 'Marie Roy', color: '#2563EB' }
const jsonOf = (place: Y.RelativePosition): object => Y.relativePositionToJSON(place) as object
const place = { item: { client: 7, clock: 3 }, type: null, assoc: 0 }

test('what a page shows is read as it was written', () => {
  const shown = { activityId: 'visit', cursor: { anchor: place, head: place } }
  expect(readPresence(presenceState(marie, shown))).toEqual({ userId: 'marie', ...shown })
  const reading = { activityId: 'visit', cursor: null }
  expect(readPresence(presenceState(marie, reading))).toEqual({ userId: 'marie', ...reading })
})

test('a cursor written by a stock binding is read, in both of its spellings', () => {
  const text = new Y.Doc().getMap<Y.Text>('notes').set('body', new Y.Text('abc'))
  const inside = Y.createRelativePositionFromTypeIndex(text, 1)
  const end = Y.createRelativePositionFromTypeIndex(text, 3)
  const cursors: object[] = [
    { anchor: inside, head: end },
    { anchor: jsonOf(inside), head: jsonOf(end) },
  ]
  for (const cursor of cursors) {
    const state = JSON.parse(JSON.stringify({ user: { id: 'marie' }, cursor })) as object
    expect(readPresence({ ...state })).toEqual({
      userId: 'marie',
      activityId: null,
      cursor: {
        anchor: { item: { ...inside.item }, type: { ...inside.type }, assoc: 0 },
        head: { item: null, type: { ...end.type }, assoc: 0 },
      },
    })
  }
})

test.each([
  ['no user', {}],
  ['a user that is a text', { user: 'marie' }],
  ['nobody', { user: null }],
  ['a user without id', { user: { name: 'Marie' } }],
  ['an id that is a number', { user: { id: 5 } }],
  ['an empty id', { user: { id: '' } }],
  ['an endless id', { user: { id: 'x'.repeat(65) } }],
])('PRM-02 a state of %s is of nobody', (_, state) => {
  expect(readPresence(state)).toBeUndefined()
})

test.each([
  ['a number', 5],
  ['a list', [1, 2]],
  ['half a cursor', { anchor: place }],
  ['a place in nothing', { anchor: place, head: { item: null, type: null } }],
  ['a place by the name of a root type', { anchor: place, head: { tname: 'activities' } }],
  ['a negative clock', { anchor: place, head: { item: { client: 7, clock: -1 } } }],
  ['half a clock', { anchor: place, head: { item: { client: 7, clock: 0.5 } } }],
  ['a clock beyond all numbers', { anchor: place, head: { item: { client: 7, clock: 1e300 } } }],
  ['a text for a client', { anchor: place, head: { item: { client: '__proto__', clock: 1 } } }],
])('PRM-02 a cursor that is %s is none, and the person is there all the same', (_, cursor) => {
  expect(readPresence({ user: { id: 'marie' }, activity: { id: 1 }, cursor })).toEqual({
    userId: 'marie',
    activityId: null,
    cursor: null,
  })
})

test('PRM-02 what else a state says is left out', () => {
  const huge = { user: { ...marie, name: 'x'.repeat(60_000) }, html: '<b>', cursor: null }
  expect(readPresence(huge)).toEqual({ userId: 'marie', activityId: null, cursor: null })
})
