import { afterEach, expect, test, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import type Quill from 'quill/core'
import * as Y from 'yjs'
import { QuillDocumentBinding } from './quill-document-binding.ts'
import { createQuill } from './quill-with-formats.ts'

interface Bound {
  readonly doc: Y.Doc
  readonly text: Y.Text
  readonly quill: Quill
  readonly binding: QuillDocumentBinding
}

const opened: Bound[] = []
afterEach(() => {
  for (const { quill, binding } of opened.splice(0)) {
    binding.destroy()
    quill.container.remove()
  }
})

function bind(
  clientID: number,
  options: { maxLength?: number; onTooLong?: () => void } = {},
): Bound {
  const container = document.body.appendChild(document.createElement('div'))
  const doc = new Y.Doc()
  doc.clientID = clientID
  const text = doc.getText('body')
  const quill = createQuill(container, { label: 'Texte', placeholder: '', readOnly: false })
  const bound = { doc, text, quill, binding: new QuillDocumentBinding(text, quill, options) }
  opened.push(bound)
  return bound
}

/** Two editors whose documents exchange updates only when told to. */
function pair(): { a: Bound; b: Bound; exchange: () => void } {
  const [a, b] = [bind(1), bind(2)]
  const exchange = (): void => {
    const [fromA, fromB] = [a, b].map(({ doc }) => Y.encodeStateAsUpdate(doc)) as [
      Uint8Array,
      Uint8Array,
    ]
    Y.applyUpdate(b.doc, fromA, 'network')
    Y.applyUpdate(a.doc, fromB, 'network')
  }
  a.text.insert(0, '\n')
  exchange()
  return { a, b, exchange }
}

const shown = ({ quill }: Bound): unknown => quill.getContents().ops
const write = ({ quill }: Bound, index: number, text: string): void =>
  void quill.insertText(index, text, 'user')

/** Lehmer's generator: the same seed gives the same run on every machine. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

function editAtRandom({ quill }: Bound, next: (below: number) => number): void {
  const text = quill.getText()
  // People do not stop inside a character; a test below does.
  const whole = (index: number): number => (/^[\udc00-\udfff]/.test(text.slice(index)) ? 1 : 0)
  const start = next(text.length)
  const at = start - whole(start)
  const end = Math.min(at + next(6), text.length - 1)
  const count = Math.max(0, end - whole(end) - at)
  switch (next(10)) {
    case 0:
    case 1:
      quill.insertText(at, ['a', 'bc', 'é', '\n', 'x\ny', '👍'][next(6)]!, 'user')
      break
    case 2:
      quill.insertText(at, 'B', { bold: true }, 'user')
      break
    case 3:
      if (count > 0) quill.deleteText(at, count, 'user')
      break
    case 4:
      if (count > 0) quill.formatText(at, count, 'italic', next(2) === 1, 'user')
      break
    case 5:
      if (count > 0) quill.formatText(at, count, 'link', ['https://a.fr', false][next(2)], 'user')
      break
    case 6:
      quill.formatLine(at, 1, 'list', ['ordered', 'bullet', false][next(3)], 'user')
      break
    case 7:
      quill.formatLine(at, 1, 'header', [1, 2, false][next(3)], 'user')
      break
    case 8:
      quill.formatLine(at, count, 'blockquote', next(2) === 1, 'user')
      break
    case 9:
      if (next(2) === 0) quill.history.undo()
      else quill.history.redo()
  }
}

const seeds = Array.from({ length: 24 }, (_, index) => 7_919 * (index + 1))
console.info(`two editors at once: seeds ${seeds.join(' ')}`)

test.each(seeds)('NOT-05 two people editing at once see the same text, seed %i', (seed) => {
  const next = random(seed)
  const { a, b, exchange } = pair()
  for (let round = 0; round < 40; round += 1) {
    for (const side of [a, b])
      for (let edit = 0; edit <= next(3); edit += 1) editAtRandom(side, next)
    exchange()
    expect(b.text.toDelta(), `round ${round}`).toEqual(a.text.toDelta())
    expect(shown(b), `round ${round}`).toEqual(shown(a))
    expect(b.quill.root.isEqualNode(a.quill.root), `round ${round}`).toBe(true)
  }
  expect(a.quill.getLength()).toBeGreaterThan(1)
})

test('NOT-05 words written inside a character replace it the same way for everyone', () => {
  const { a, b, exchange } = pair()
  write(a, 0, '👍')
  exchange()
  write(a, 1, 'x')
  exchange()
  expect(a.quill.getText()).toBe('\ufffdx\ufffd\n')
  expect(shown(b)).toEqual(shown(a))
  expect(b.text.toJSON()).toBe(a.text.toJSON())
})

test('NOT-05 a format of a whole line wins over the one that another left there', () => {
  const { a, b, exchange } = pair()
  write(a, 0, 'Devis')
  exchange()
  a.quill.formatLine(0, 1, 'header', 1, 'user')
  b.quill.formatLine(0, 1, 'list', 'bullet', 'user')
  exchange()
  expect(shown(a)).toEqual([{ insert: 'Devis' }, { insert: '\n', attributes: { list: 'bullet' } }])
  a.quill.formatLine(0, 1, 'list', false, 'user')
  exchange()
  expect(shown(a)).toEqual([{ insert: 'Devis\n' }])
  expect(shown(b)).toEqual([{ insert: 'Devis\n' }])
})

test('NOT-05 undo takes back my words and keeps those of others', () => {
  const { a, b, exchange } = pair()
  write(a, 0, 'Bonjour')
  a.quill.history.cutoff()
  exchange()
  write(a, 7, ' Paul')
  exchange()
  write(b, 0, 'Note : ')
  write(b, 19, ' Martin')
  exchange()
  expect(a.quill.getText()).toBe('Note : Bonjour Paul Martin\n')
  a.quill.history.undo()
  exchange()
  expect(b.quill.getText()).toBe('Note : Bonjour Martin\n')
  a.quill.history.redo()
  exchange()
  expect(b.quill.getText()).toBe('Note : Bonjour Paul Martin\n')
  b.quill.history.undo()
  exchange()
  expect(a.quill.getText()).toBe('Bonjour Paul\n')
})

test('NOT-05 the caret stays at its word while another person writes before it', () => {
  const { a, b, exchange } = pair()
  write(a, 0, 'Bonjour le monde')
  exchange()
  a.quill.focus()
  a.quill.setSelection(8, 2)
  write(b, 0, 'XX')
  exchange()
  expect(a.quill.getSelection()).toEqual({ index: 10, length: 2 })
})

test('NOT-05 changes of others wait for the end of a composition and nothing is lost', async () => {
  const { a, b, exchange } = pair()
  write(a, 0, 'ab\nfin')
  exchange()
  a.quill.focus()
  a.quill.setSelection(1, 0)
  const session = cdp() as unknown as {
    send(method: string, parameters: object): Promise<unknown>
  }
  await session.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 })
  expect(a.quill.composition.isComposing).toBe(true)
  write(b, 0, 'XYZ ')
  b.quill.formatLine(9, 1, 'list', 'bullet', 'user')
  exchange()
  expect(a.quill.root.textContent).toBe('aかbfin')
  await session.send('Input.imeSetComposition', {
    text: 'かん',
    selectionStart: 2,
    selectionEnd: 2,
  })
  await session.send('Input.insertText', { text: '感' })
  await vi.waitFor(() => expect(a.quill.composition.isComposing).toBe(false))
  exchange()
  const merged = [{ insert: 'XYZ a感b\nfin' }, { insert: '\n', attributes: { list: 'bullet' } }]
  expect(shown(a)).toEqual(merged)
  expect(shown(b)).toEqual(merged)
  expect(a.text.toJSON()).toBe('XYZ a感b\nfin\n')
})

test('ACT-04 a hostile shared text shows neither embeds nor unsafe links, and can be edited', () => {
  const { a, b, exchange } = pair()
  const link = 'javascript:alert(1)'
  a.text.insert(0, 'clic', { link, onclick: 'alert(2)', style: 'color:red' })
  a.text.insertEmbed(0, { image: 'x" onerror="alert(3)' })
  a.text.insertEmbed(0, { video: link })
  a.text.insertEmbed(0, { unknown: { deep: true } })
  a.text.insert(0, 'x\r\u0000', { bold: 'yes' })
  exchange()
  expect(shown(b)).toEqual([{ insert: 'x \ufffd\ufffc\ufffc\ufffcclic\n' }])
  expect(b.quill.root.querySelectorAll('a, img, iframe, video, [style], [onclick]')).toHaveLength(0)
  write(b, 6, '!')
  exchange()
  expect(a.quill.getText()).toBe('x \ufffd\ufffc\ufffc\ufffc!clic\n')
  expect(shown(a)).toEqual(shown(b))
})

test('ACT-04 an unsafe link cannot be set in the editor', () => {
  const { quill, text } = bind(1)
  quill.insertText(0, 'clic', 'user')
  quill.formatText(0, 4, 'link', 'javascript:alert(1)', 'user')
  expect(quill.root.querySelector('a')).toBeNull()
  expect(text.toDelta()).toEqual([{ insert: 'clic\n' }])
})

test('ACT-04 text beyond the limit is taken back and said; deleting goes on', () => {
  const onTooLong = vi.fn()
  const { quill, text } = bind(1, { maxLength: 5, onTooLong })
  quill.insertText(0, 'abcde', 'user')
  expect(onTooLong).not.toHaveBeenCalled()
  quill.insertText(2, 'x', 'user')
  expect(onTooLong).toHaveBeenCalledOnce()
  expect(quill.getText()).toBe('abcde\n')
  text.insert(0, 'others: ')
  quill.deleteText(0, 1, 'user')
  expect(quill.getText()).toBe('thers: abcde\n')
  expect(onTooLong).toHaveBeenCalledOnce()
})

test('NOT-05 after it is destroyed a binding follows neither side', () => {
  const { quill, text, binding } = bind(1)
  opened.pop()
  quill.insertText(0, 'a', 'user')
  binding.destroy()
  quill.insertText(1, 'b', 'user')
  text.insert(0, 'x')
  expect(quill.getText()).toBe('ab\n')
  expect(text.toJSON()).toBe('xa\n')
  quill.container.remove()
})
