import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { h, nextTick } from 'vue'
import * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { createFakeBackend } from '../testing/fake-backend.ts'
import { mountInApp } from '../testing/mount-in-app.ts'
import '../ui/main.css'
import DocumentRichText from './DocumentRichText.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

/** A document with two notes on disk, and a backend that answers `documents.apply` when told to. */
function start(editors = [['notes', 'n1', 'body']] as [string, string, string][]) {
  const onDisk = new Y.Doc()
  for (const id of ['n1', 'n2']) {
    const record = new Y.Map()
    onDisk.getMap('notes').set(id, record)
    record.set('body', new Y.Text(`note ${id}\n`))
  }
  const answers: PromiseWithResolvers<object>[] = []
  let opened = 0
  const backend = createFakeBackend({
    streams: {
      'documents.open': () => {
        opened += 1
        return { update: Y.encodeStateAsUpdate(onDisk) }
      },
    },
    calls: {
      'documents.apply': async ({ update }) => {
        const answer = Promise.withResolvers<object>()
        answers.push(answer)
        await answer.promise
        Y.applyUpdate(onDisk, update as Uint8Array)
        return {}
      },
    },
  })
  const wrapper = mountInApp(
    () =>
      editors.map((path) =>
        h(DocumentRichText, { documentId: 'a/c1/2026', path, label: `Note ${path[1]}` }),
      ),
    { backend: backend.client },
  )
  mounted.push(wrapper)
  return {
    ...{ backend, onDisk, answers },
    opened: () => opened,
    textbox: (id: string) =>
      vi.waitFor(() => {
        const found = document.querySelector<HTMLElement>(`[aria-label="Note ${id}"]`)
        expect(found).not.toBeNull()
        return found!
      }),
    /** Slow machines type in more than one batch: each answer lets the next one go. */
    acknowledge: (done: () => void) =>
      vi.waitFor(() => {
        for (const answer of answers) answer.resolve({})
        done()
      }),
    bodyOnDisk: (id: string) =>
      ((onDisk.getMap('notes').get(id) as Y.Map<Y.Text>).get('body') as Y.Text).toJSON(),
    sendFromDisk: () => backend.emit('documents.open', { update: Y.encodeStateAsUpdate(onDisk) }),
  }
}

const status = (): string => document.querySelector('[role="status"]')?.textContent.trim() ?? ''

test('NOT-05 it says Enregistré only after the backend has acknowledged', async () => {
  const { textbox, answers, acknowledge, bodyOnDisk } = start()
  const text = await textbox('n1')
  expect(text.textContent).toBe('note n1')
  expect(status()).toBe('')
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}{End}{/Control} vue')
  await nextTick()
  expect(status()).toBe('Enregistrement…')
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  expect(status()).toBe('Enregistrement…')
  await acknowledge(() => expect(status()).toBe('Enregistré'))
  expect(bodyOnDisk('n1')).toBe('note n1 vue\n')
})

test('NOT-05 what others write appears while one types', async () => {
  const { textbox, onDisk, sendFromDisk, acknowledge, bodyOnDisk } = start()
  const text = await textbox('n1')
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}{End}{/Control} A')
  const body = (onDisk.getMap('notes').get('n1') as Y.Map<Y.Text>).get('body')!
  body.insert(0, 'B ')
  sendFromDisk()
  await vi.waitFor(() => expect(text.textContent).toBe('B note n1 A'))
  await acknowledge(() => expect(bodyOnDisk('n1')).toBe('B note n1 A\n'))
})

test('NOT-05 editors on one document share one replica of it', async () => {
  const { textbox, opened, acknowledge, bodyOnDisk } = start([
    ['notes', 'n1', 'body'],
    ['notes', 'n2', 'body'],
  ])
  const [one, two] = [await textbox('n1'), await textbox('n2')]
  expect(opened()).toBe(1)
  await userEvent.click(one)
  await userEvent.keyboard('x')
  await userEvent.click(two)
  await userEvent.keyboard('y')
  await acknowledge(() => {
    expect(bodyOnDisk('n1')).not.toBe('note n1\n')
    expect(bodyOnDisk('n2')).not.toBe('note n2\n')
  })
  expect(bodyOnDisk('n1')).toContain('x')
  expect(bodyOnDisk('n2')).toContain('y')
})

test('NOT-05 what was typed is sent when the editor goes', async () => {
  const { textbox, answers, bodyOnDisk } = start()
  await userEvent.click(await textbox('n1'))
  await userEvent.keyboard('{Control>}{End}{/Control}!')
  mounted.pop()!.unmount()
  expect(answers).toHaveLength(1)
  answers[0]!.resolve({})
  await vi.waitFor(() => expect(bodyOnDisk('n1')).toBe('note n1!\n'))
})

test('NOT-05 while the backend is gone it says so, and sends again with the stream', async () => {
  const { textbox, answers, sendFromDisk, bodyOnDisk } = start()
  await userEvent.click(await textbox('n1'))
  await userEvent.keyboard('{Control>}{End}{/Control}!')
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]!.reject(new AppError('BACKEND_GONE', 'gone'))
  await vi.waitFor(() => expect(status()).toBe('Non enregistré, nouvel essai en cours'))
  expect(document.querySelector('[role="alert"]')).toBeNull()
  sendFromDisk()
  await vi.waitFor(() => expect(answers).toHaveLength(2))
  answers[1]!.resolve({})
  await vi.waitFor(() => expect(status()).toBe('Enregistré'))
  expect(bodyOnDisk('n1')).toBe('note n1!\n')
})

test('ACT-04 a refused text says why and stays on screen', async () => {
  const { textbox, answers } = start()
  const text = await textbox('n1')
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}{End}{/Control}!')
  await vi.waitFor(() => expect(answers).toHaveLength(1))
  answers[0]!.reject(new AppError('E-DOC-TOO-LARGE', 'too large', { max: 100_000 }))
  await vi.waitFor(() => expect(status()).toBe('Non enregistré'))
  expect(document.querySelector('[role="alert"]')).not.toBeNull()
  expect(text.textContent).toBe('note n1!')
})

test('NOT-05 a text that is not in the document is told, and shown when it arrives', async () => {
  const { textbox, onDisk, sendFromDisk } = start([['notes', 'n3', 'body']])
  await vi.waitFor(() =>
    expect(document.body.textContent).toContain('Ce texte n’est pas encore arrivé'),
  )
  const record = new Y.Map()
  onDisk.getMap('notes').set('n3', record)
  record.set('body', new Y.Text('enfin\n'))
  sendFromDisk()
  expect((await textbox('n3')).textContent).toBe('enfin')
})

test('NOT-05 a stranger’s value in the place of a text does no harm', async () => {
  const { onDisk, sendFromDisk, textbox } = start()
  await textbox('n1')
  ;(onDisk.getMap('notes').get('n1') as Y.Map<unknown>).set('body', 17)
  sendFromDisk()
  await vi.waitFor(() =>
    expect(document.body.textContent).toContain('Ce texte n’est pas encore arrivé'),
  )
})

test('PRM-02 a refused text stays readable with the reason, and is read anew when asked', async () => {
  const { textbox, answers, bodyOnDisk, opened } = start()
  const text = await textbox('n1')
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}{End}{/Control} vue')
  await vi.waitFor(() => expect(answers.length).toBeGreaterThan(0))
  const refusal = { reason: 'note', people: ['Hugo Bernard'] }
  const refuse = (): void => {
    for (const answer of answers) answer.reject(new AppError('E-PRM', 'not allowed', refusal))
  }
  await vi.waitFor(() => {
    refuse()
    expect(document.querySelector('[role="alert"]')?.textContent).toContain(
      'Modification réservée à Hugo Bernard, aux chefs d’équipe et aux administrateurs.',
    )
  })
  expect(text.textContent).toBe('note n1 vue')
  const retry = [...document.querySelectorAll('button')].find(
    (button) => button.textContent.trim() === 'Réessayer',
  )
  await userEvent.click(retry!)
  await vi.waitFor(async () => expect((await textbox('n1')).textContent).toBe('note n1'))
  expect(opened()).toBe(2)
  expect(document.querySelector('[role="alert"]')).toBeNull()
  expect(bodyOnDisk('n1')).toBe('note n1\n')
})
