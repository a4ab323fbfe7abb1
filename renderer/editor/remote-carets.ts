import type Quill from 'quill/core'
import type * as Y from 'yjs'
import type { TextCursor } from '../../core/contract/presence.ts'
import { indexOfPlace } from '../../core/crdt/text-place.ts'
import { readableOn } from '../ui/contrast.ts'
import { QuillCursors } from './quill-cursors.ts'

export interface RemoteCaret {
  /** Of one page of somebody. */
  readonly id: string
  readonly name: string
  /** `#RRGGBB` */
  readonly color: string
  readonly cursor: TextCursor
}

interface Placed {
  readonly caret: RemoteCaret
  readonly index: number
  readonly length: number
}

/** How long a name is shown after its caret has moved; later it shows under the pointer. */
const nameMs = 3_000

/**
 * Carets and selections of others over a text in Quill. Their places are in the shared text, so they
 * stay where they belong while anybody writes. For assistive technology they are not there: a caret
 * that moves with each letter of somebody else is no news to read out.
 */
export class RemoteCarets {
  readonly #quill: Quill
  readonly #text: Y.Text
  readonly #cursors: InstanceType<typeof QuillCursors>
  readonly #onHere: (carets: readonly RemoteCaret[]) => void
  readonly #names = new Map<string, ReturnType<typeof setTimeout>>()
  #carets: readonly RemoteCaret[] = []
  #placed = new Map<string, Placed>()
  #isDue = false
  #isNews = false
  #isOver = false

  /** @param onHere hears whose carets are in this text */
  constructor(quill: Quill, text: Y.Text, onHere: (carets: readonly RemoteCaret[]) => void) {
    this.#quill = quill
    this.#text = text
    this.#onHere = onHere
    // Not as a module of Quill: it would tell of selections that nobody made.
    const options = { containerClass: 'ql-cursors', selectionChangeSource: null, hideSpeedMs: 0 }
    this.#cursors = new QuillCursors(quill, options as object)
    quill.container.querySelector('.ql-cursors')?.setAttribute('aria-hidden', 'true')
    text.observe(this.#onText)
    quill.on('text-change', this.#onShown)
  }

  show(carets: readonly RemoteCaret[]): void {
    this.#carets = carets
    this.#placeSoon(true)
  }

  destroy(): void {
    this.#isOver = true
    this.#text.unobserve(this.#onText)
    this.#quill.off('text-change', this.#onShown)
    for (const timer of this.#names.values()) clearTimeout(timer)
    this.#cursors.destroy()
  }

  readonly #onText = ({ transaction }: Y.YTextEvent): void => this.#placeSoon(!transaction.local)
  readonly #onShown = (): void => this.#placeSoon(false)

  /** After Quill shows what the text has. */
  #placeSoon(isNews: boolean): void {
    this.#isNews ||= isNews
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      if (!this.#isOver) this.#place(this.#isNews)
      this.#isNews = false
    })
  }

  #place(isNews: boolean): void {
    const before = this.#placed
    this.#placed = new Map(this.#carets.flatMap((caret) => this.#find(caret)))
    for (const [id, { caret }] of before) {
      const now = this.#placed.get(id)?.caret
      if (now?.name === caret.name && now.color === caret.color) continue
      this.#cursors.removeCursor(id)
      before.delete(id)
    }
    for (const [id, placed] of this.#placed) {
      const { caret, index, length } = placed
      const known = before.get(id)
      if (!known) this.#create(caret)
      this.#cursors.moveCursor(id, { index, length })
      if (isNews && (known?.index !== index || known.length !== length)) this.#showName(id)
    }
    this.#onHere([...this.#placed.values()].map(({ caret }) => caret))
  }

  #find(caret: RemoteCaret): [string, Placed][] {
    const anchor = indexOfPlace(caret.cursor.anchor, this.#text)
    const head = indexOfPlace(caret.cursor.head, this.#text)
    if (anchor === undefined || head === undefined) return []
    const [index, length] = [Math.min(anchor, head), Math.abs(anchor - head)]
    return [[caret.id, { caret, index, length }]]
  }

  #create({ id, name, color }: RemoteCaret): void {
    this.#cursors.createCursor(id, name, color)
    const flag = this.#quill.container.querySelector<HTMLElement>(
      `#ql-cursor-${CSS.escape(id)} .ql-cursor-flag`,
    )
    if (flag) flag.style.color = readableOn(color)
  }

  #showName(id: string): void {
    clearTimeout(this.#names.get(id))
    this.#cursors.toggleFlag(id, true)
    const timer = setTimeout(() => {
      this.#names.delete(id)
      this.#cursors.toggleFlag(id, false)
    }, nameMs)
    this.#names.set(id, timer)
  }
}
