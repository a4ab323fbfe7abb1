import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { h, ref, type Ref } from 'vue'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { createFakeBackend } from '../testing/fake-backend.ts'
import { officeStreams } from '../testing/fake-office.ts'
import { mountInApp } from '../testing/mount-in-app.ts'
import '../ui/main.css'
import type { Person } from './mention-query.ts'
import RichTextField from './RichTextField.vue'
import RichTextView from './RichTextView.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const people: Person[] = [
  { id: 'u-emilie', name: 'Émilie Lefèvre' },
  { id: 'u-hugo', name: 'Hugo Bernard' },
  { id: 'u-lea', name: 'Léa Martin' },
]
const hugo = { insert: '@Hugo Bernard', attributes: { mention: 'u-hugo' } }

interface Field {
  readonly model: Ref<DeltaOp[]>
  readonly escaped: ReturnType<typeof vi.fn>
}

async function mountField(initial: DeltaOp[] = []): Promise<Field> {
  const model = ref(initial) as Ref<DeltaOp[]>
  const escaped = vi.fn()
  const backend = createFakeBackend({ streams: officeStreams() })
  mounted.push(
    mountInApp(
      () =>
        h('div', { onKeydown: escaped }, [
          h(RichTextField, {
            modelValue: model.value,
            'onUpdate:modelValue': (ops: DeltaOp[]) => (model.value = ops),
            label: 'Note',
            people,
          }),
        ]),
      { backend: backend.client },
    ),
  )
  await userEvent.click(text())
  return { model, escaped }
}

const text = () => page.getByRole('textbox', { name: 'Note' })
const list = () => page.getByRole('listbox', { name: 'Personnes à mentionner' })
const active = () => page.getByRole('option', { selected: true })

test('NOT-03 the sign opens the list, typing narrows it without accents, Enter inserts the name', async () => {
  const { model } = await mountField()
  await userEvent.keyboard('Vu @')
  await expect.element(list().getByRole('option').nth(2)).toBeVisible()
  await userEvent.keyboard('lef')
  await expect.poll(() => list().getByRole('option').elements()).toHaveLength(1)
  const field = text().element()
  expect(field.getAttribute('aria-activedescendant')).toBe(active().element().id)
  expect(field.getAttribute('aria-controls')).toBe(list().element().id)
  await userEvent.keyboard('{Enter}')
  await expect.element(list()).not.toBeInTheDocument()
  expect(field.hasAttribute('aria-activedescendant')).toBe(false)
  await userEvent.keyboard('demain')
  expect(model.value).toEqual([
    { insert: 'Vu ' },
    { insert: '@Émilie Lefèvre', attributes: { mention: 'u-emilie' } },
    { insert: ' demain\n' },
  ])
})

test('NOT-03 arrows go round the list, Tab takes the active one', async () => {
  const { model } = await mountField()
  await userEvent.keyboard('@')
  await expect.element(list()).toBeVisible()
  await userEvent.keyboard('{ArrowUp}')
  expect(text().element().getAttribute('aria-activedescendant')).toMatch(/u-lea$/)
  await userEvent.keyboard('{ArrowDown}{ArrowDown}')
  await expect.poll(() => text().element().getAttribute('aria-activedescendant')).toMatch(/u-hugo$/)
  await userEvent.keyboard('{Tab}')
  expect(model.value).toEqual([hugo, { insert: ' \n' }])
  expect(document.activeElement).toBe(text().element())
})

test('NOT-03 Escape closes the list and nothing around it; the sign stays as text', async () => {
  const { model, escaped } = await mountField()
  await userEvent.keyboard('@hu')
  await expect.element(list()).toBeVisible()
  escaped.mockClear()
  await userEvent.keyboard('{Escape}')
  await expect.element(list()).not.toBeInTheDocument()
  expect(escaped).not.toHaveBeenCalled()
  await userEvent.keyboard('g{Enter}ok')
  expect(model.value).toEqual([{ insert: '@hug\nok\n' }])
})

test('NOT-03 a name is chosen with the mouse, and the text keeps the focus', async () => {
  const { model } = await mountField()
  await userEvent.keyboard('@')
  await userEvent.click(list().getByRole('option').nth(1))
  expect(model.value).toEqual([hugo, { insert: ' \n' }])
  expect(document.activeElement).toBe(text().element())
})

test('NOT-03 an e-mail address opens no list, nor does a sign before an hour', async () => {
  await mountField()
  await userEvent.keyboard('hugo@')
  await expect.element(list()).not.toBeInTheDocument()
  await userEvent.keyboard(' @ 14 h')
  await expect.element(list()).not.toBeInTheDocument()
})

test('NOT-03 Backspace at its end and Delete at its start take a mention as a whole', async () => {
  const { model } = await mountField([{ insert: 'Vu ' }, hugo, { insert: '\n' }])
  await userEvent.keyboard('{Control>}{End}{/Control}{Backspace}')
  expect(model.value).toEqual([{ insert: 'Vu \n' }])
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(model.value).toEqual([{ insert: 'Vu ' }, hugo, { insert: '\n' }])
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}{ArrowRight}{Delete}')
  expect(model.value).toEqual([{ insert: 'Vu \n' }])
})

test('NOT-03 what is typed after a mention is no part of it, inside it breaks it up', async () => {
  const { model } = await mountField([hugo, { insert: '\n' }])
  await userEvent.keyboard('{Control>}{End}{/Control}, oui')
  expect(model.value).toEqual([hugo, { insert: ', oui\n' }])
  await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}x')
  expect(model.value).toEqual([{ insert: '@Hxugo Bernard, oui\n' }])
})

test('NOT-03 a mention is moved by cut and paste', async () => {
  const { model } = await mountField([hugo, { insert: '\n' }])
  await userEvent.keyboard('{Control>}a{/Control}')
  const field = text().element()
  const clipboardData = new DataTransfer()
  field.dispatchEvent(new ClipboardEvent('cut', { clipboardData, bubbles: true, cancelable: true }))
  expect(model.value).toEqual([])
  field.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  )
  expect(model.value[0]).toEqual(hugo)
})

test('NOT-03 a pasted permalink can be followed', async () => {
  const { model } = await mountField()
  const link = 'wiseparts:/activities?activity=a1&note=n1'
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', link)
  text()
    .element()
    .dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  expect(model.value).toEqual([{ insert: link, attributes: { link } }, { insert: '\n' }])
  expect(text().element().querySelector('a')?.getAttribute('href')).toBe(link)
})

test('NOT-03 a reader sees the present name, of somebody unknown the one that was written', async () => {
  const ops = [
    { insert: '@Hugo Bernhard', attributes: { mention: 'u-hugo' } },
    { insert: ' et ' },
    { insert: '@Zoé', attributes: { mention: 'u-zoe' } },
    { insert: '\n' },
  ]
  const backend = createFakeBackend({ streams: officeStreams() })
  mounted.push(mountInApp(RichTextView, { props: { ops }, backend: backend.client }))
  await expect.element(page.getByText('@Hugo Bernard et @Zoé')).toBeVisible()
})
