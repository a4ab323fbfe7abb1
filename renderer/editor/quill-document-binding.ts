import Quill, { Delta, type Op } from 'quill/core'
import * as Y from 'yjs'
import { maxRichTextLength } from '../../core/richtext/allowed-formats.ts'
import { canonicalDelta } from '../../core/richtext/canonical-delta.ts'
import { localChange, type ChangeOp } from '../../core/richtext/local-change.ts'
import { brokenMentions } from '../../core/richtext/mentions.ts'
import type { SharedHistory } from './shared-history.ts'

interface BindingOptions {
  readonly maxLength?: number
  /** A change of this editor would have made the text too long and was taken back. */
  readonly onTooLong?: () => void
}

type Change = InstanceType<typeof Delta>

/**
 * Shows a shared text in Quill and writes the editor's changes into it.
 *
 * Convergent by construction: after every change, from here or from others, Quill shows
 * `canonicalDelta` of the shared text, which depends on nothing else. Quill's own idea of formats
 * never decides what two people see.
 */
export class QuillDocumentBinding {
  readonly text: Y.Text
  readonly #quill: Quill
  readonly #doc: Y.Doc
  readonly #undo: Y.UndoManager
  readonly #options: Required<BindingOptions>
  #isRendering = false
  /** An input method owns the line: touching it would end the composition. */
  #isComposing = false
  /** Others changed the text during the composition; Quill does not show it yet. */
  #isBehind = false

  /** @param text a type inside a document */
  constructor(text: Y.Text, quill: Quill, options: BindingOptions = {}) {
    if (!text.doc) throw new Error('a shared text is bound inside its document')
    this.text = text
    this.#quill = quill
    this.#doc = text.doc
    this.#options = { maxLength: maxRichTextLength, onTooLong: () => undefined, ...options }
    this.#undo = new Y.UndoManager(text, { trackedOrigins: new Set([this]) })
    this.#render()
    text.observe(this.#onShared)
    quill.on(Quill.events.TEXT_CHANGE, this.#onLocal)
    quill.on(Quill.events.COMPOSITION_START, this.#onCompositionStart)
    quill.on(Quill.events.COMPOSITION_END, this.#onCompositionEnd)
    const history = quill.getModule('history') as SharedHistory
    history.stack = {
      undo: () => this.#step(() => this.#undo.undo()),
      redo: () => this.#step(() => this.#undo.redo()),
      cutoff: () => this.#undo.stopCapturing(),
    }
  }

  destroy(): void {
    // What was typed a moment ago and is still only in the page.
    if (!this.#isComposing) this.#quill.update(Quill.sources.USER)
    this.text.unobserve(this.#onShared)
    this.#quill.off(Quill.events.TEXT_CHANGE, this.#onLocal)
    this.#quill.off(Quill.events.COMPOSITION_START, this.#onCompositionStart)
    this.#quill.off(Quill.events.COMPOSITION_END, this.#onCompositionEnd)
    ;(this.#quill.getModule('history') as SharedHistory).stack = undefined
    this.#undo.destroy()
  }

  readonly #onShared = (event: Y.YTextEvent): void => {
    if (event.transaction.origin !== this) this.#show()
  }

  readonly #onCompositionStart = (): void => {
    this.#isComposing = true
  }

  readonly #onCompositionEnd = (): void => {
    this.#isComposing = false
    this.#show()
  }

  readonly #onLocal = (change: Change, before: Change): void => {
    if (this.#isRendering) return
    const growth = change.changeLength()
    if (growth > 0 && before.length() - 1 + growth > this.#options.maxLength) {
      this.#show()
      this.#options.onTooLong()
      return
    }
    const ops = this.#rebased(change, before).ops
    this.#doc.transact(() => {
      // Quill's last line always ends with a break; its changes count on it.
      this.#endWithBreak()
      const written = this.text.toDelta() as ChangeOp[]
      const shared = localChange(ops)
      this.text.applyDelta(shared)
      this.#endWithBreak()
      const broken = brokenMentions(written, shared, this.text.toDelta() as ChangeOp[])
      if (broken.length > 0) this.text.applyDelta(broken)
    }, this)
    this.#show()
  }

  /** The editor's change as a change of what the others made of the text meanwhile. */
  #rebased(change: Change, before: Change): Change {
    return this.#isBehind ? difference(before, this.#wanted()).transform(change, true) : change
  }

  #show(): void {
    this.#isBehind = this.#isComposing
    if (!this.#isComposing) this.#render()
  }

  #render(): void {
    this.#quill.update(Quill.sources.USER)
    const wanted = this.#wanted()
    const change = difference(this.#quill.getContents(), wanted)
    if (change.ops.length === 0) return
    this.#isRendering = true
    try {
      this.#quill.updateContents(change, Quill.sources.API)
      if (difference(this.#quill.getContents(), wanted).ops.length > 0) this.#replace(wanted)
    } finally {
      this.#isRendering = false
    }
  }

  /** Where Quill makes something else of a change, it gets the whole text anew. */
  #replace(wanted: Change): void {
    const range = this.#quill.hasFocus() ? this.#quill.getSelection() : null
    this.#quill.setContents(wanted, Quill.sources.API)
    if (range) this.#quill.setSelection(range, Quill.sources.SILENT)
  }

  #wanted(): Change {
    return new Delta(canonicalDelta(this.text.toDelta() as { insert: unknown }[]) as Op[])
  }

  #endWithBreak(): void {
    const { length } = this.text
    if (length === 0 || !endsWithBreak(this.text)) this.text.insert(length, '\n', noFormat)
  }

  /** Takes one step back or forth and puts the caret where it changed something. */
  #step(take: () => void): void {
    if (this.#isComposing) return
    const before = this.#quill.getContents()
    take()
    const end = endOfChange(difference(before, this.#quill.getContents()))
    if (end !== undefined) this.#quill.setSelection(end, 0, Quill.sources.USER)
  }
}

/** Diffing halves of characters never ends; what has some is replaced as a whole. */
function difference(from: Change, to: Change): Change {
  const isWhole = from.ops.every(
    ({ insert }) => typeof insert === 'string' && insert.isWellFormed(),
  )
  return isWhole ? from.diff(to) : new Delta().delete(from.length()).concat(to)
}

/** Keeps the marks of the last word off the final line break. */
const noFormat = {}

function endsWithBreak(text: Y.Text): boolean {
  const last = (text.toDelta() as { insert: unknown }[]).at(-1)?.insert
  return typeof last === 'string' && last.endsWith('\n')
}

function endOfChange(change: Change): number | undefined {
  let index = 0
  let end: number | undefined
  for (const op of change.ops) {
    if (typeof op.retain === 'number') index += op.retain
    else if (typeof op.insert === 'string') index += op.insert.length
    if (op.insert !== undefined || op.delete !== undefined || op.attributes) end = index
  }
  return end
}
