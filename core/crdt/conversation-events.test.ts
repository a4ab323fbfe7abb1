import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { InterviewEvent } from '../domain/interview/interview-event.ts'
import { addEvent, readConversations } from './conversation-events.ts'
import { createRecord, findRecord } from './record.ts'
import { conversationRecord } from './records/conversation-record.ts'

const begun = { activityId: 'a1', reportId: 'r1', mode: 'form', formId: 'visit' } as const
const edit = (id: string, answer: string): InterviewEvent => ({
  ...{ kind: 'edited', id, at: 1, formId: 'visit', field: 'comment', answer },
})
const confirm = (id: string): InterviewEvent => ({ kind: 'confirmed', id, at: 1, field: 'comment' })

function device(): Y.Doc {
  const doc = new Y.Doc()
  createRecord(doc, conversationRecord, 'c1', { ...begun, versionId: 'v1', startedAt: 1 })
  return doc
}
const mapOf = (doc: Y.Doc) => findRecord(doc, conversationRecord, 'c1')!
const eventsOf = (doc: Y.Doc) => readConversations(doc)[0]?.events.map(({ id }) => id)

test('AIR-11 what two devices of one person add at once is both there, in one order', () => {
  const one = device()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  addEvent(mapOf(one), confirm('e2'))
  addEvent(mapOf(other), confirm('e1'))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  expect(eventsOf(one)).toEqual(['e1', 'e2'])
  expect(eventsOf(other)).toEqual(['e1', 'e2'])
})

test('AIR-11 what one device adds to a conversation that another ended does not bring it back', () => {
  const one = device()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  one.getMap(conversationRecord.root).delete('c1')
  addEvent(mapOf(other), confirm('e1'))
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  expect(readConversations(one)).toEqual([])
  expect(readConversations(other)).toEqual([])
})

test('AIR-11 each further edit of a field takes the place of the one before', () => {
  const doc = device()
  for (const [id, answer] of [
    ['e1', 'R'],
    ['e2', 'Ra'],
  ] as const)
    addEvent(mapOf(doc), edit(id, answer))
  expect(readConversations(doc)[0]?.events).toEqual([edit('e2', 'Ra')])
})

test('AIR-11 what is no event, or of a newer version, is left out and stays where it is', () => {
  const doc = device()
  mapOf(doc).set('event/e1', { kind: 'sung', at: 1 })
  mapOf(doc).set('event/e2', 'text')
  mapOf(doc).set('event/e3', { kind: 'undone', at: -5, of: 'e1' })
  addEvent(mapOf(doc), confirm('e4'))
  expect(eventsOf(doc)).toEqual(['e4'])
  expect(mapOf(doc).get('event/e1')).toEqual({ kind: 'sung', at: 1 })
})

test('AIR-11 wrong values of a conversation are read as its empty ones', () => {
  const doc = device()
  mapOf(doc).set('mode', 'song')
  mapOf(doc).set('startedAt', 'yesterday')
  doc.getMap(conversationRecord.root).set('c2', 'no map')
  expect(readConversations(doc)).toMatchObject([{ id: 'c1', mode: 'form', startedAt: 0, tz: null }])
})

test('AIR-11 a reply of a newer version keeps its words, whatever was read in it', () => {
  const doc = device()
  const engine = { kind: 'local', model: null, version: '9' }
  const reply = { at: 1, kind: 'reply', text: 'Douze', via: 'typed', asked: 'field', field: 'q' }
  const slots = { q: { status: 'sung', value: 12 } }
  mapOf(doc).set('event/e1', { ...reply, slots, verdict: null, command: null, engine })
  expect(readConversations(doc)[0]?.events).toEqual([
    {
      ...{ ...reply, id: 'e1', slots: { q: { status: 'none' } } },
      ...{ verdict: null, command: null, engine },
    },
  ])
})
