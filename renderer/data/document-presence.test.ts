import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Present, TextCursor } from '../../core/contract/presence.ts'
import { createFakeBackend } from '../testing/fake-backend.ts'
import { DocumentPresence } from './document-presence.ts'

const documentId = 'a/c1/2026'
const cursorAt = (clock: number): TextCursor => {
  const place = { item: { client: 1, clock }, type: null, assoc: 0 }
  return { anchor: place, head: place }
}
const paul: Present = {
  ...{ client: 2, userId: 'paul', isThisDevice: false },
  ...{ activityId: 'visit', cursor: null },
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Nothing is held back any more. */
const said = () => vi.advanceTimersByTimeAsync(101)

function start() {
  const backend = createFakeBackend({ calls: { 'presence.show': () => ({}) } })
  const presence = new DocumentPresence(backend.client, documentId)
  const told = () =>
    backend.inputs('presence.show').map(({ activityId, cursor }) => [activityId, cursor])
  return { backend, presence, told }
}

test('NOT-05 the page says once what it shows, and again what has changed', async () => {
  const { presence, told } = start()
  const [details, editor] = [{}, {}]
  presence.showActivity(details, 'visit')
  await said()
  presence.showActivity(details, 'visit')
  await said()
  presence.showCursor(editor, cursorAt(1))
  await said()
  expect(told()).toEqual([
    ['visit', null],
    ['visit', cursorAt(1)],
  ])
})

test('NOT-05 a caret that goes from one text to the next is never away', async () => {
  const { presence, told } = start()
  const [note, description] = [{}, {}]
  presence.showCursor(note, cursorAt(1))
  await said()
  presence.showCursor(description, cursorAt(2))
  presence.showCursor(note, undefined)
  await said()
  presence.showCursor(description, undefined)
  await said()
  expect(told()).toEqual([
    [null, cursorAt(1)],
    [null, cursorAt(2)],
    [null, null],
  ])
})

test('NOT-05 a caret on the move is told at once, then ten times a second, and where it stops', async () => {
  const { presence, told } = start()
  const editor = {}
  for (let clock = 1; clock <= 25; clock += 1) {
    presence.showCursor(editor, cursorAt(clock))
    await vi.advanceTimersByTimeAsync(10)
  }
  await said()
  expect(told()).toEqual([1, 10, 20, 25].map((clock) => [null, cursorAt(clock)]))
})

test('NOT-05 what is still held back is not said by a page that has left', async () => {
  const { presence, told } = start()
  presence.showActivity({}, 'visit')
  await vi.advanceTimersByTimeAsync(10)
  presence.showCursor({}, cursorAt(1))
  await vi.advanceTimersByTimeAsync(10)
  presence.destroy()
  await said()
  expect(told()).toEqual([['visit', null]])
})

test('NOT-05 a backend that does not know what is shown is told, also after it was away', async () => {
  const { backend, presence, told } = start()
  presence.showActivity({}, 'visit')
  await said()
  backend.emit('presence.watch', { isShown: true, others: [paul] })
  await said()
  expect(told()).toEqual([['visit', null]])
  expect(presence.others.value).toEqual([paul])
  backend.emit('presence.watch', { isShown: false, others: [] })
  await said()
  expect(told()).toEqual([
    ['visit', null],
    ['visit', null],
  ])
  expect(presence.others.value).toEqual([])
})

test('NOT-05 a page that has left says nothing more', async () => {
  const { backend, presence, told } = start()
  presence.showActivity({}, 'visit')
  presence.destroy()
  backend.emit('presence.watch', { isShown: false, others: [] })
  await said()
  expect(told()).toEqual([])
})
