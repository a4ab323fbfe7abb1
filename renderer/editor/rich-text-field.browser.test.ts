import type { VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { h, nextTick, ref, type Ref } from 'vue'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { mountInApp } from '../testing/mount-in-app.ts'
import '../ui/main.css'
import RichTextField from './RichTextField.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

interface Field {
  readonly model: Ref<DeltaOp[]>
  readonly text: HTMLElement
  readonly files: File[]
  readonly openExternal: ReturnType<typeof vi.fn>
  button(this: void, name: string): HTMLButtonElement
}

function mountField(initial: DeltaOp[] = []): Field {
  const model = ref(initial) as Ref<DeltaOp[]>
  const files: File[] = []
  const openExternal = vi.fn(() => Promise.resolve(true))
  const wrapper = mountInApp(
    () =>
      h(RichTextField, {
        modelValue: model.value,
        'onUpdate:modelValue': (ops: DeltaOp[]) => (model.value = ops),
        label: 'Description',
        placeholder: 'Ce qui a été dit',
        onFiles: (more: File[]) => files.push(...more),
      }),
    { host: { openExternal } },
  )
  mounted.push(wrapper)
  return {
    ...{ model, files, openExternal },
    text: document.querySelector<HTMLElement>('[role="textbox"]')!,
    button: (name) => document.querySelector<HTMLButtonElement>(`button[aria-label="${name}"]`)!,
  }
}

function transfer(content: Record<string, string>, files: File[] = []): DataTransfer {
  const data = new DataTransfer()
  for (const [type, value] of Object.entries(content)) data.setData(type, value)
  for (const file of files) data.items.add(file)
  return data
}

function paste(text: HTMLElement, data: DataTransfer): void {
  text.focus()
  const event = new ClipboardEvent('paste', {
    clipboardData: data,
    bubbles: true,
    cancelable: true,
  })
  text.dispatchEvent(event)
  expect(event.defaultPrevented).toBe(true)
}

function copy(text: HTMLElement, type: 'copy' | 'cut'): DataTransfer {
  const clipboardData = new DataTransfer()
  text.dispatchEvent(new ClipboardEvent(type, { clipboardData, bubbles: true, cancelable: true }))
  return clipboardData
}

test('GEN-07 the field and every button have a name, and typing changes the model', async () => {
  const { model, text } = mountField()
  expect(text.getAttribute('aria-label')).toBe('Description')
  expect(text.getAttribute('aria-multiline')).toBe('true')
  for (const button of document.querySelectorAll('button'))
    expect(button.getAttribute('aria-label')).toBeTruthy()
  await userEvent.click(text)
  await userEvent.keyboard('Bonjour')
  expect(model.value).toEqual([{ insert: 'Bonjour\n' }])
  await userEvent.keyboard('{Control>}a{/Control}{Backspace}')
  expect(model.value).toEqual([])
})

test('ACT-08 marks come by keyboard and by button, and the button shows them', async () => {
  const { model, text, button } = mountField()
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}b{/Control}gras{Control>}b{/Control} ')
  await userEvent.click(button('Liste à puces'))
  await userEvent.keyboard('fin')
  expect(model.value).toEqual([
    { insert: 'gras', attributes: { bold: true } },
    { insert: ' fin' },
    { insert: '\n', attributes: { list: 'bullet' } },
  ])
  await nextTick()
  expect(button('Liste à puces').getAttribute('aria-pressed')).toBe('true')
  expect(button('Gras').getAttribute('aria-pressed')).toBe('false')
  await userEvent.keyboard('{Control>}{Shift>}1{/Shift}{/Control}')
  expect(model.value.at(-1)).toEqual({ insert: '\n', attributes: { header: 1 } })
})

test('GEN-07 Tab leaves the text, the toolbar is one stop and its arrows go round', async () => {
  const { model, text, button } = mountField()
  await userEvent.click(text)
  await userEvent.keyboard('a')
  await userEvent.tab()
  expect(model.value).toEqual([{ insert: 'a\n' }])
  expect(document.activeElement).toBe(button('Gras'))
  await userEvent.keyboard('{ArrowLeft}')
  expect(document.activeElement).toBe(button('Citation'))
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(document.activeElement).toBe(button('Italique'))
  await userEvent.tab({ shift: true })
  expect(document.activeElement).toBe(text)
})

test('ACT-04 undo and redo by keyboard', async () => {
  const { model, text } = mountField([{ insert: 'Devis\n' }])
  await userEvent.click(text)
  // One key: how many are undone at once depends on how fast they came.
  await userEvent.keyboard('{Control>}{End}{/Control}!')
  expect(model.value).toEqual([{ insert: 'Devis!\n' }])
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(model.value).toEqual([{ insert: 'Devis\n' }])
  await userEvent.keyboard('{Control>}y{/Control}')
  expect(model.value).toEqual([{ insert: 'Devis!\n' }])
})

test('ACT-20 a value from outside, such as a draft of another window, is shown', async () => {
  const { model, text } = mountField()
  model.value = [{ insert: 'Brouillon' }, { insert: '\n', attributes: { header: 2 } }]
  await nextTick()
  expect(text.querySelector('h2')?.textContent).toBe('Brouillon')
  model.value = []
  await nextTick()
  expect(text.textContent).toBe('')
})

const hostileHtml = `<html><body><style>p { color: red }</style>
  <h3 onclick="hit()">Titre</h3><script>window.hit = true</script>
  <p style="background:url(https://evil.test/x)">a <b>gras</b>
  <img src="https://evil.test/track.gif" onerror="window.hit = true">
  <a href="javascript:window.hit = true">piège</a> <a href="https://example.fr/">lien</a></p>
  <ul><li>un</li><li data-list="checked">deux</li></ul>
  <svg onload="window.hit = true"></svg><iframe src="javascript:parent.hit = true"></iframe>
  <table><tr><td>cellule</td></tr></table><video src="https://evil.test/v"></video></body></html>`

test('ACT-04 pasted HTML is reduced to the allowed marks; scripts, styles and images are gone', async () => {
  const requested: string[] = []
  const observer = new PerformanceObserver((list) =>
    requested.push(...list.getEntries().map(({ name }) => name)),
  )
  observer.observe({ type: 'resource' })
  const { model, text } = mountField()
  paste(text, transfer({ 'text/html': hostileHtml, 'text/plain': 'Titre a gras' }))
  const kept = model.value.map(({ insert, attributes }) => [insert, attributes])
  expect(kept).toEqual([
    ['Titre', undefined],
    ['\n', { header: 2 }],
    ['a ', undefined],
    ['gras', { bold: true }],
    [expect.stringMatching(/^\s+piège $/), undefined],
    ['lien', { link: 'https://example.fr/' }],
    ['\nun', undefined],
    ['\n', { list: 'bullet' }],
    ['deux', undefined],
    ['\n', { list: 'bullet' }],
    [expect.stringMatching(/^\s*cellule\n$/), undefined],
  ])
  expect(text.querySelectorAll('script, style, img, iframe, svg, video, table')).toHaveLength(0)
  expect('hit' in window).toBe(false)
  await nextTick()
  observer.disconnect()
  expect(requested.filter((name) => name.includes('evil.test'))).toEqual([])
})

test('ACT-04 Ctrl+Shift+V pastes the plain text', () => {
  const { model, text } = mountField()
  text.focus()
  const keys = { code: 'KeyV', key: 'V', ctrlKey: true, shiftKey: true, bubbles: true }
  text.dispatchEvent(new KeyboardEvent('keydown', keys))
  paste(text, transfer({ 'text/html': '<b>gras</b>', 'text/plain': 'gras\r\n<i>' }))
  expect(model.value).toEqual([{ insert: 'gras\n<i>\n' }])
  text.dispatchEvent(new KeyboardEvent('keyup', keys))
  paste(text, transfer({ 'text/html': '<b>gras</b>', 'text/plain': 'gras' }))
  expect(model.value.at(-2)).toEqual({ insert: 'gras', attributes: { bold: true } })
})

test('ATT-02 a pasted or dropped image is offered as a file and never enters the text', () => {
  const { model, text, files } = mountField()
  const image = new File([new Uint8Array([1])], 'photo.png', { type: 'image/png' })
  paste(text, transfer({ 'text/html': '<img src="https://evil.test/p.png">' }, [image]))
  expect(files.map(({ name }) => name)).toEqual(['photo.png'])
  const drop = new DragEvent('drop', {
    dataTransfer: transfer({}, [image]),
    bubbles: true,
    cancelable: true,
  })
  text.dispatchEvent(drop)
  expect(drop.defaultPrevented).toBe(true)
  expect(files).toHaveLength(2)
  expect(model.value).toEqual([])
})

test('ACT-04 dropped markup is reduced like pasted markup', () => {
  const { model, text } = mountField()
  const { left, top } = text.getBoundingClientRect()
  text.dispatchEvent(
    new DragEvent('drop', {
      dataTransfer: transfer({ 'text/html': '<a href="javascript:x">a</a><u>b</u><img src=x>' }),
      clientX: left + 20,
      clientY: top + 20,
      bubbles: true,
      cancelable: true,
    }),
  )
  expect(model.value).toEqual([
    { insert: 'a' },
    { insert: 'b', attributes: { underline: true } },
    { insert: '\n' },
  ])
})

test('ACT-04 what is copied is escaped, and cutting takes it away', async () => {
  const { model, text } = mountField([
    { insert: '<img src=x onerror=alert(1)>', attributes: { bold: true } },
    { insert: '\n' },
  ])
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}a{/Control}')
  const copied = copy(text, 'copy')
  expect(copied.getData('text/plain')).toBe('<img src=x onerror=alert(1)>')
  expect(copied.getData('text/html')).toBe(
    '<p><strong>&lt;img src=x onerror=alert(1)&gt;</strong></p>',
  )
  expect(copy(text, 'cut').getData('text/plain')).toBe('<img src=x onerror=alert(1)>')
  expect(model.value).toEqual([])
})

test('ACT-04 beyond 100,000 characters a paste is cut and the person is told', async () => {
  const { model, text } = mountField([{ insert: `${'a'.repeat(99_990)}\n` }])
  await nextTick()
  const status = (): string => document.querySelector('[role="status"]')!.textContent.trim()
  expect(status()).toBe('99\u202f990 / 100\u202f000 caractères')
  paste(text, transfer({ 'text/plain': 'b'.repeat(50) }))
  await nextTick()
  expect((model.value[0]!.insert as string).length).toBe(100_001)
  expect(status()).toBe(
    'Limite de 100\u202f000 caractères atteinte\u00a0: le reste n’a pas été ajouté.',
  )
})

test('ACT-08 a link is set, followed, and taken away by keyboard', async () => {
  const { model, text, openExternal } = mountField([{ insert: 'site\n' }])
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}a{/Control}{Control>}{Shift>}k{/Shift}{/Control}')
  const address = (): HTMLInputElement =>
    document.querySelector<HTMLInputElement>('input[aria-label="Adresse du lien"]')!
  await vi.waitFor(() => expect(document.activeElement).toBe(address()))
  await userEvent.keyboard('javascript:alert(1){Enter}')
  expect(document.querySelector('[role="alert"]')?.textContent).toMatch(/^\s*Ce lien ne peut pas/)
  expect(model.value).toEqual([{ insert: 'site\n' }])
  await userEvent.keyboard('{Control>}a{/Control}example.fr{Enter}')
  expect(model.value[0]).toEqual({ insert: 'site', attributes: { link: 'https://example.fr' } })
  expect(document.activeElement).toBe(text)
  const anchor = text.querySelector('a')!
  anchor.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  expect(openExternal).not.toHaveBeenCalled()
  anchor.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true }))
  expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://example.fr')
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await vi.waitFor(() => expect(address().value).toBe('https://example.fr'))
  await userEvent.click(document.querySelector('button[aria-label="Retirer le lien"]')!)
  expect(model.value).toEqual([{ insert: 'site\n' }])
})

test('GEN-07 Escape closes the link bar and goes back to the text', async () => {
  const { text } = mountField([{ insert: 'site\n' }])
  const outside = vi.fn()
  document.addEventListener('keydown', outside)
  await userEvent.click(text)
  await userEvent.keyboard('{Control>}{Shift>}k{/Shift}{/Control}')
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'))
  outside.mockClear()
  await userEvent.keyboard('{Escape}')
  document.removeEventListener('keydown', outside)
  expect(outside).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(text)
})
