import Quill from 'quill/core'
import { shallowRef, watch, type ShallowRef } from 'vue'
import type * as Y from 'yjs'
import type { TextCursor } from '../../core/contract/presence.ts'
import { textPlaceAt } from '../../core/crdt/text-place.ts'
import { type RemoteCaret, RemoteCarets } from './remote-carets.ts'

interface CaretOptions {
  readonly text: () => Y.Text
  readonly carets: () => readonly RemoteCaret[]
  /** Where the caret here is; `undefined` when it is in no text. */
  readonly onCursor: (cursor: TextCursor | undefined) => void
}

/**
 * Shows the carets of others in an editor, and tells where the one here is.
 *
 * @returns whose carets are in this text
 */
export function useCarets(
  quill: Readonly<ShallowRef<Quill | undefined>>,
  { text, carets, onCursor }: CaretOptions,
): Readonly<ShallowRef<readonly RemoteCaret[]>> {
  const here = shallowRef<readonly RemoteCaret[]>([])
  const shown = shallowRef<RemoteCarets>()

  watch([quill, text] as const, ([editor, shared], _before, onCleanup) => {
    if (!editor) return
    const remote = new RemoteCarets(editor, shared, (present) => (here.value = present))
    const stop = followCursor(editor, shared, onCursor)
    shown.value = remote
    onCleanup(() => {
      stop()
      remote.destroy()
      shown.value = undefined
      here.value = []
    })
  })
  watch([shown, carets] as const, ([remote, present]) => remote?.show(present), { immediate: true })
  return here
}

function followCursor(
  quill: Quill,
  text: Y.Text,
  tell: (cursor: TextCursor | undefined) => void,
): () => void {
  let isDue = false
  let isOver = false
  // Quill tells of a change before the shared text has it.
  const tellSoon = (): void => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      // During a composition the shared text is behind what Quill shows.
      if (!isOver && !quill.composition.isComposing) tell(cursorIn(quill, text))
    })
  }
  quill.on(Quill.events.EDITOR_CHANGE, tellSoon)
  for (const event of ['focus', 'blur']) quill.root.addEventListener(event, tellSoon)
  return () => {
    isOver = true
    quill.off(Quill.events.EDITOR_CHANGE, tellSoon)
    for (const event of ['focus', 'blur']) quill.root.removeEventListener(event, tellSoon)
    tell(undefined)
  }
}

function cursorIn(quill: Quill, text: Y.Text): TextCursor | undefined {
  const range = quill.hasFocus() ? quill.getSelection() : null
  if (!range) return undefined
  const place = (index: number): TextCursor['head'] =>
    textPlaceAt(text, Math.min(index, text.length))
  return { anchor: place(range.index), head: place(range.index + range.length) }
}
