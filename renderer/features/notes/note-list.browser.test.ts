import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import * as Y from 'yjs'
import type { StagedFile } from '../../../core/contract/activities.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import type { Note } from '../../../core/contract/notes.ts'
import type { Refusal } from '../../../core/contract/permissions.ts'
import type { User } from '../../../core/contract/users.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import '../../ui/main.css'
import NoteList from './NoteList.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const at = Date.UTC(2026, 10, 24, 13, 30)
const note = (id: string, text: string, change: Partial<Note> = {}): Note => ({
  ...{ id, documentId: 'a/c1/2026', authorId: claire.id, createdAt: at, updatedAt: at },
  ...{ updatedBy: claire.id, edited: false, attachmentCount: 0, deletedAt: null, deletedBy: null },
  ...{ editorIds: [], pinnedAt: null, pinnedBy: null },
  body: [{ insert: `${text}\n` }],
  may: { edit: null, restore: null },
  ...change,
})
const devis: StagedFile = {
  ...{ hash: 'd'.repeat(64), name: 'devis.pdf', mime: 'application/pdf', sizeBytes: 3 },
}

interface Options {
  readonly notes?: Note[]
  readonly me?: User
  readonly draft?: unknown
  readonly refuse?: AppError
}

function show({ notes = [], me = claire, draft, refuse }: Options = {}): FakeBackend {
  const onDisk = new Y.Doc()
  const record = onDisk.getMap('notes').set('n1', new Y.Map<Y.Text>())
  record.set('body', new Y.Text('Rappeler Paul\n'))
  const backend = createFakeBackend({
    streams: {
      ...officeStreams({ me }),
      'notes.watch': () => notes,
      'drafts.watch': ({ key }) =>
        draft === undefined ? null : { key, payload: { value: draft }, updatedAt: at, revision: 1 },
      'documents.open': () => ({ update: Y.encodeStateAsUpdate(onDisk) }),
      'attachments.watch': () => [],
    },
    calls: {
      'notes.create': () => {
        if (refuse) throw refuse
        return { id: 'n9' }
      },
      'notes.setDeleted': () => ({}),
      'notes.setPinned': () => ({}),
      'notifications.markSeen': () => ({}),
      'drafts.save': () => ({ revision: 2 }),
      'drafts.discard': () => ({}),
      'documents.apply': () => ({}),
      'attachments.stage': () => devis,
      'attachments.add': () => ({ id: 'f1' }),
    },
  })
  const pickFiles = () =>
    Promise.resolve([
      {
        ...{ name: 'devis.pdf', mime: 'application/pdf', size: 3 },
        bytes: () => Promise.resolve(new Uint8Array([1, 2, 3])),
      },
    ])
  mounted.push(
    mountInApp(NoteList, {
      props: { activityId: 'a1' },
      backend: backend.client,
      host: { pickFiles },
    }),
  )
  return backend
}

const composer = () => page.getByRole('textbox', { name: 'Nouvelle note' })
const button = (name: string) => page.getByRole('button', { name, exact: true })

test('NOT-01 without notes the list says so, and that notes stay inside the team', async () => {
  show()
  await expect.element(page.getByText('Aucune note pour l’instant.')).toBeVisible()
  await expect.element(page.getByText('Visibles par l’équipe uniquement.')).toBeVisible()
})

test('NOT-02 a note shows author, time, text and that it was edited, and by whom', async () => {
  show({
    notes: [
      note('n1', 'Rappeler Paul', { edited: true, editorIds: [claire.id, hugo.id] }),
      note('n2', 'Devis envoyé', { authorId: hugo.id, edited: true, editorIds: [hugo.id] }),
    ],
  })
  const notes = page.getByRole('article')
  await expect.element(notes.nth(1)).toBeVisible()
  const [first, second] = notes.elements().map((element) => element.textContent)
  expect(first).toMatch(/Claire Martin\s*mar\. 24 nov\. 2026, 14:30\s*modifiée par Hugo Bernard/)
  expect(first).toContain('Rappeler Paul')
  expect(second).toMatch(/Hugo Bernard\s*mar\. 24 nov\. 2026, 14:30\s*modifiée\s*Devis envoyé/)
})

test('NOT-05 all who edited a note are named beside its author', async () => {
  show({ notes: [note('n1', 'À trois', { edited: true, editorIds: ['u-gone', hugo.id] })] })
  await expect
    .element(page.getByText('modifiée par Hugo Bernard et Personne inconnue'))
    .toBeVisible()
})

test('NOT-03 a pinned note says so and by whom, and is unpinned with a way back', async () => {
  const backend = show({ notes: [note('n1', 'En tête', { pinnedAt: at, pinnedBy: hugo.id })] })
  await expect.element(page.getByText('Épinglée par Hugo Bernard')).toBeVisible()
  await userEvent.click(button('Ne plus épingler'))
  await userEvent.click(button('Annuler'))
  await vi.waitFor(() =>
    expect(backend.inputs('notes.setPinned')).toEqual([
      { id: 'n1', pinned: false },
      { id: 'n1', pinned: true },
    ]),
  )
})

test('NOT-03 a note that concerns me counts as seen once it is on screen', async () => {
  const backend = show({ notes: [note('n1', 'Pour Claire', { authorId: hugo.id })] })
  await expect.element(page.getByText('Pour Claire')).toBeVisible()
  expect(backend.inputs('notifications.markSeen')).toEqual([])
  window.dispatchEvent(new FocusEvent('focus'))
  backend.emit('notifications.watch', {
    entries: [
      {
        ...{ id: 'n1', activityId: 'a1', reason: 'mention', authorId: hugo.id, seen: false },
        ...{ createdAt: at, excerpt: 'Pour Claire', title: null, typeId: 't' },
        customerName: 'Norauto',
      },
    ],
    unseen: 1,
  })
  await vi.waitFor(() =>
    expect(backend.inputs('notifications.markSeen')).toEqual([{ ids: ['n1'] }]),
  )
})

test('NOT-02 only notes that I may change have the buttons for it', async () => {
  const refusal: Refusal = { reason: 'note', people: ['Hugo Bernard'] }
  const may = { edit: refusal, restore: refusal }
  show({ notes: [note('n1', 'de moi'), note('n2', 'd’un autre', { authorId: hugo.id, may })] })
  await expect.element(page.getByText('d’un autre')).toBeVisible()
  expect(button('Modifier la note').elements()).toHaveLength(1)
  expect(button('Supprimer la note').elements()).toHaveLength(1)
})

test('NOT-02 Ctrl+Enter adds the note, empties the field and throws its draft away', async () => {
  const backend = show()
  await expect.element(button('Ajouter la note')).toBeDisabled()
  await userEvent.click(composer())
  await userEvent.keyboard('Rappeler')
  await vi.waitFor(() =>
    expect(backend.inputs('drafts.save').at(-1)).toMatchObject({
      key: 'note:new:a1',
      payload: { value: { body: [{ insert: 'Rappeler\n' }], files: [] } },
    }),
  )
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await vi.waitFor(() =>
    expect(backend.inputs('notes.create')).toEqual([
      { activityId: 'a1', body: [{ insert: 'Rappeler\n' }] },
    ]),
  )
  await expect.element(composer()).toHaveTextContent('')
  expect(backend.inputs('drafts.discard')).toEqual([{ key: 'note:new:a1' }])
  const kept = backend.inputs('drafts.save').map(({ payload }) => JSON.stringify(payload))
  expect(kept.at(-1)).toContain('Rappeler')
  expect(document.activeElement).toBe(composer().element())
})

test('ACT-20 an emptied field leaves no draft', async () => {
  const backend = show()
  await userEvent.click(composer())
  await userEvent.keyboard('R{Backspace}')
  await vi.waitFor(() => expect(backend.inputs('drafts.discard')).toEqual([{ key: 'note:new:a1' }]))
  expect(backend.inputs('drafts.save')).toHaveLength(1)
})

test('ACT-20 a note that was being written is found again', async () => {
  show({ draft: { body: [{ insert: 'À moitié' }], files: [devis] } })
  await expect.element(composer()).toHaveTextContent('À moitié')
  await expect.element(page.getByText('devis.pdf')).toBeVisible()
})

test('NOT-02 a refused note stays in the field with the reason', async () => {
  show({ refuse: new AppError('E-DISK-FULL', 'full') })
  await userEvent.click(composer())
  await userEvent.keyboard('Rappeler')
  await userEvent.click(button('Ajouter la note'))
  await expect.element(page.getByText('Il n’y a plus de place sur le disque.')).toBeVisible()
  expect(composer().element().textContent).toBe('Rappeler')
})

test('NOT-02 a note takes files; a note of files alone is named after them', async () => {
  const backend = show()
  await userEvent.click(button('Ajouter des fichiers'))
  await expect.element(button('Retirer devis.pdf')).toBeVisible()
  await userEvent.click(button('Ajouter la note'))
  await vi.waitFor(() =>
    expect(backend.inputs('attachments.add')).toEqual([
      { parent: { kind: 'note', id: 'n9' }, file: devis },
    ]),
  )
  expect(backend.inputs('notes.create')).toEqual([
    { activityId: 'a1', body: [{ insert: 'devis.pdf\n' }] },
  ])
})

test('NOT-02 a note is edited in place, saved as it is typed', async () => {
  const backend = show({ notes: [note('n1', 'Rappeler Paul')] })
  await userEvent.click(button('Modifier la note'))
  const body = page.getByRole('textbox', { name: 'Texte de la note' })
  await expect.element(body).toHaveFocus()
  await userEvent.keyboard('{Control>}{End}{/Control} demain')
  await vi.waitFor(() => expect(backend.inputs('documents.apply').length).toBeGreaterThan(0))
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await expect.element(body).not.toBeInTheDocument()
  await expect.element(button('Modifier la note')).toHaveFocus()
})

test('NOT-02 a note is deleted at once, with a way back', async () => {
  const backend = show({ notes: [note('n1', 'Rappeler Paul')] })
  await userEvent.click(button('Supprimer la note'))
  await userEvent.click(button('Annuler'))
  await vi.waitFor(() =>
    expect(backend.inputs('notes.setDeleted')).toEqual([
      { id: 'n1', deleted: true },
      { id: 'n1', deleted: false },
    ]),
  )
})

test('NOT-02 a deleted note leaves its place without its text, and can be restored', async () => {
  const backend = show({
    notes: [note('n1', 'secret', { body: [], deletedAt: at, deletedBy: hugo.id })],
  })
  await expect
    .element(page.getByText('Note supprimée par Hugo Bernard, mar. 24 nov. 2026, 14:30'))
    .toBeVisible()
  await userEvent.click(button('Rétablir'))
  await vi.waitFor(() =>
    expect(backend.inputs('notes.setDeleted')).toEqual([{ id: 'n1', deleted: false }]),
  )
})
