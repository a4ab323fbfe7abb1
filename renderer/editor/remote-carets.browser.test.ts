import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { nextTick } from 'vue'
import * as Y from 'yjs'
import type { Present, TextCursor } from '../../core/contract/presence.ts'
import type { User } from '../../core/contract/users.ts'
import { indexOfPlace, textPlaceAt } from '../../core/crdt/text-place.ts'
import { createFakeBackend } from '../testing/fake-backend.ts'
import { mountInApp } from '../testing/mount-in-app.ts'
import '../ui/main.css'
import DocumentRichText from './DocumentRichText.vue'

const documentId = 'a/c1/2026'
const colors = { paul: '#FACC15', lea: '#1E3A8A' }
const person = (id: keyof typeof colors, firstName: string): User => ({
  ...{ id, firstName, lastName: 'Martin', email: null, color: colors[id], roles: ['rep'] },
  ...{ tz: 'Europe/Paris', locale: 'fr', active: true },
})

let stop = (): void => undefined
afterEach(() => stop())

/** An editor on a note, and the document as another device has it. */
async function start(text = 'Tour du stock\nRayon freinage\n') {
  const doc = new Y.Doc()
  const body = doc
    .getMap<Y.Map<Y.Text>>('notes')
    .set('n1', new Y.Map<Y.Text>())
    .set('body', new Y.Text(text))
  const backend = createFakeBackend({
    streams: {
      'documents.open': () => ({ update: Y.encodeStateAsUpdate(doc) }),
      'users.watch': () => [person('paul', 'Paul'), person('lea', 'Léa')],
    },
    calls: {
      'documents.apply': ({ update }) => {
        Y.applyUpdate(doc, update as Uint8Array)
        return {}
      },
      'presence.show': () => ({}),
    },
  })
  const wrapper = mountInApp(DocumentRichText, {
    props: { documentId, path: ['notes', 'n1', 'body'], label: 'Note' },
    backend: backend.client,
  })
  stop = () => wrapper.unmount()
  const editor = await vi.waitFor(() => {
    const found = document.querySelector<HTMLElement>('[aria-label="Note"]')
    expect(found).not.toBeNull()
    return found!
  })
  const cursor = (anchor: number, head = anchor): TextCursor => ({
    anchor: textPlaceAt(body, anchor),
    head: textPlaceAt(body, head),
  })
  const present = (userId: string, at: TextCursor | null, client = 7): Present => ({
    ...{ client, userId, isThisDevice: false, activityId: 'visit', cursor: at },
  })
  return {
    ...{ doc, body, backend, editor, cursor, present },
    show: async (...others: Present[]) => {
      backend.emit('presence.watch', { isShown: true, others })
      await nextTick()
      await nextTick()
    },
    write: (change: (text: Y.Text) => void) => {
      const before = Y.encodeStateVector(doc)
      change(body)
      backend.emit('documents.open', { update: Y.encodeStateAsUpdate(doc, before) })
    },
    told: () => backend.inputs('presence.show').at(-1)?.cursor as TextCursor | null | undefined,
  }
}

const carets = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.ql-cursor-caret')]
const flags = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.ql-cursor-flag')]
const blocks = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('.ql-cursor-selection-block'),
]
const summary = (): string =>
  document.querySelector('.rich-text-editor > .sr-only')?.textContent ?? ''

/** Left edge of the character at `index` of a line, in the window. */
function leftOf(line: Element, index: number): number {
  const range = document.createRange()
  range.setStart(line.firstChild!, index)
  range.setEnd(line.firstChild!, index + 1)
  return range.getBoundingClientRect().left
}

test('NOT-05 the caret of another stands before its character, in their colour and with their name', async () => {
  const { editor, show, present, cursor } = await start()
  await show(present('paul', cursor(8)))
  const [caret] = carets()
  const { left, top, bottom } = caret!.getBoundingClientRect()
  expect(Math.abs(left + 1 - leftOf(editor.children[0]!, 8))).toBeLessThan(1.5)
  const line = editor.children[0]!.getBoundingClientRect()
  expect(top).toBeGreaterThanOrEqual(line.top - 1)
  expect(bottom).toBeLessThanOrEqual(line.bottom + 1)
  expect(getComputedStyle(caret!).backgroundColor).toBe('rgb(250, 204, 21)')
  expect(flags()[0]!.textContent.trim()).toBe('Paul Martin')
  expect(getComputedStyle(flags()[0]!).color).toBe('rgb(0, 0, 0)')
  expect(getComputedStyle(flags()[0]!).visibility).toBe('visible')
  expect(caret!.closest('[aria-hidden="true"]')).not.toBeNull()
})

test('NOT-05 a selection over two lines is marked on both', async () => {
  const { editor, show, present, cursor } = await start()
  await show(present('lea', cursor(5, 19)))
  const tops = blocks().map((block) => Math.round(block.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(2)
  const first = blocks()[0]!.getBoundingClientRect()
  expect(Math.abs(first.left - leftOf(editor.children[0]!, 5))).toBeLessThan(1.5)
  expect(getComputedStyle(blocks()[0]!).backgroundColor).toBe('rgb(30, 58, 138)')
  expect(getComputedStyle(flags()[0]!).color).toBe('rgb(255, 255, 255)')
})

test('NOT-05 the caret stays before its character while both write', async () => {
  const { editor, show, present, cursor, write } = await start()
  await show(present('paul', cursor(8)))
  write((text) => text.insert(0, 'Grand '))
  await vi.waitFor(() => expect(editor.children[0]!.textContent).toBe('Grand Tour du stock'))
  await userEvent.click(editor)
  await userEvent.keyboard('{Control>}{Home}{/Control}Très ')
  await vi.waitFor(() => {
    expect(editor.children[0]!.textContent).toBe('Très Grand Tour du stock')
    const { left } = carets()[0]!.getBoundingClientRect()
    expect(Math.abs(left + 1 - leftOf(editor.children[0]!, 19))).toBeLessThan(1.5)
  })
})

test('NOT-05 a caret that comes before its text is shown with it', async () => {
  const { show, present, body, backend, doc } = await start()
  const before = Y.encodeStateVector(doc)
  body.insert(0, 'Grand ')
  const place = textPlaceAt(body, 3)
  await show(present('paul', { anchor: place, head: place }))
  expect(carets()).toHaveLength(0)
  backend.emit('documents.open', { update: Y.encodeStateAsUpdate(doc, before) })
  await vi.waitFor(() => expect(carets()).toHaveLength(1))
})

test('NOT-05 who leaves, only reads, or writes in another text has no caret here', async () => {
  const { show, present, cursor, doc } = await start()
  const other = doc
    .getMap<Y.Map<Y.Text>>('notes')
    .set('n2', new Y.Map<Y.Text>())
    .set('body', new Y.Text('autre\n'))
  const elsewhere = { anchor: textPlaceAt(other, 1), head: textPlaceAt(other, 1) }
  await show(present('paul', cursor(2)), present('lea', elsewhere, 8))
  expect(flags().map((flag) => flag.textContent.trim())).toEqual(['Paul Martin'])
  await show(present('paul', null))
  expect(carets()).toHaveLength(0)
  await show(present('paul', cursor(2)))
  expect(carets()).toHaveLength(1)
  await show()
  expect(carets()).toHaveLength(0)
})

test('PRM-02 a stranger has no caret, and one from nowhere does no harm', async () => {
  const { show, present, cursor } = await start()
  const nowhere = { item: { client: 99, clock: 5 }, type: null, assoc: 0 }
  await show(present('stranger', cursor(2)), present('paul', { anchor: nowhere, head: nowhere }, 8))
  expect(carets()).toHaveLength(0)
})

test('NOT-05 a screen reader is told who writes here, and not of every move', async () => {
  const { show, present, cursor } = await start()
  expect(summary()).toBe('')
  await show(present('paul', cursor(2)))
  expect(summary()).toBe('Paul Martin écrit aussi dans ce texte')
  await show(present('paul', cursor(5)), present('lea', cursor(1), 8))
  expect(summary()).toBe('Paul Martin et Léa Martin écrivent aussi dans ce texte')
  await show()
  expect(summary()).toBe('')
})

test('NOT-05 where the caret is here is told, until it leaves the text', async () => {
  const { editor, body, told } = await start()
  await userEvent.click(editor)
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowRight}{ArrowRight}')
  await vi.waitFor(() => expect(indexOfPlace(told()!.head, body)).toBe(2))
  await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}')
  await vi.waitFor(() => {
    expect(indexOfPlace(told()!.anchor, body)).toBe(2)
    expect(indexOfPlace(told()!.head, body)).toBe(3)
  })
  editor.blur()
  await vi.waitFor(() => expect(told()).toBeNull())
})

test('NOT-05 a caret in a scrolled text does not lie over what is around', async () => {
  const { editor, show, present, cursor } = await start('ligne\n'.repeat(80))
  await show(present('paul', cursor(0)))
  editor.scrollTop = editor.scrollHeight
  await vi.waitFor(() => {
    const box = carets()[0]!.getBoundingClientRect()
    expect(box.bottom).toBeLessThan(editor.getBoundingClientRect().top)
  })
  const box = carets()[0]!.getBoundingClientRect()
  expect(document.elementFromPoint(box.left, box.top)?.closest('.ql-cursors') ?? null).toBeNull()
})
