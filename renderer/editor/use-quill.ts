import Quill from 'quill/core'
import Link from 'quill/formats/link'
import {
  onBeforeUnmount,
  onMounted,
  ref,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type Ref,
  type ShallowRef,
} from 'vue'
import type * as Y from 'yjs'
import { takeOverTransfers } from './clipboard-and-drop.ts'
import { QuillDocumentBinding } from './quill-document-binding.ts'
import { createQuill } from './quill-with-formats.ts'
import type { FormatName } from './toolbar-formats.ts'

interface QuillOptions {
  readonly text: () => Y.Text
  readonly label: MaybeRefOrGetter<string>
  readonly placeholder: MaybeRefOrGetter<string>
  readonly readOnly: MaybeRefOrGetter<boolean>
  readonly maxLength: number
  readonly onTooLong: () => void
  readonly onFiles: (files: File[]) => void
}

export interface EditorCommands {
  /** `undefined` until it is in the page. */
  readonly quill: Readonly<ShallowRef<Quill | undefined>>
  /** Formats at the caret or of the whole selection. */
  readonly formats: ShallowRef<Readonly<Record<string, unknown>>>
  /** Characters, without the final line break. */
  readonly length: Ref<number>
  toggle(name: FormatName, value: true | string | number): void
  focus(): void
  /** The link at the caret, or `''`. */
  currentLink(): string
  /** Links the selection, the link at the caret, or new text; `undefined` takes the link away. */
  setLink(link: string | undefined): void
}

/** A Quill inside `host` for as long as the component lives, bound to the shared text. */
export function useQuill(host: Ref<HTMLElement | null>, options: QuillOptions): EditorCommands {
  const formats = shallowRef<Record<string, unknown>>({})
  const length = ref(0)
  const mounted = shallowRef<Quill>()
  let quill: Quill | undefined
  let stop = (): void => undefined

  const readState = (): void => {
    if (!quill) return
    length.value = quill.getLength() - 1
    const range = quill.hasFocus() ? quill.getSelection() : null
    if (range) formats.value = quill.getFormat(range)
  }

  onMounted(() => {
    const container = host.value!.appendChild(document.createElement('div'))
    quill = createQuill(container, {
      label: toValue(options.label),
      placeholder: toValue(options.placeholder),
      readOnly: toValue(options.readOnly),
    })
    const limits = { maxLength: options.maxLength, onTooLong: options.onTooLong }
    let binding = new QuillDocumentBinding(options.text(), quill, limits)
    const release = takeOverTransfers(host.value!, quill, {
      maxLength: options.maxLength,
      onFiles: options.onFiles,
      onCut: options.onTooLong,
    })
    const unwatch = watch(options.text, (text) => {
      binding.destroy()
      binding = new QuillDocumentBinding(text, quill!, limits)
    })
    quill.on(Quill.events.EDITOR_CHANGE, readState)
    readState()
    mounted.value = quill
    stop = () => {
      unwatch()
      release()
      binding.destroy()
    }
  })
  onBeforeUnmount(() => stop())

  watch(
    () => toValue(options.readOnly),
    (readOnly) => quill?.enable(!readOnly),
  )
  watch(
    () => [toValue(options.label), toValue(options.placeholder)] as const,
    ([label, placeholder]) => {
      quill?.root.setAttribute('aria-label', label)
      quill?.root.setAttribute('data-placeholder', placeholder)
    },
  )

  return {
    quill: mounted,
    formats,
    length,
    toggle(name, value) {
      quill?.focus()
      quill?.format(name, formats.value[name] !== value && value, Quill.sources.USER)
      readState()
    },
    focus: () => quill?.focus(),
    currentLink: () => (typeof formats.value['link'] === 'string' ? formats.value['link'] : ''),
    setLink(link) {
      if (!quill) return
      const range = quill.getSelection(true)
      const target = range.length > 0 ? range : linkAround(quill, range.index)
      if (target)
        quill.formatText(target.index, target.length, 'link', link ?? false, Quill.sources.USER)
      else if (link !== undefined) {
        const text = link.replace(/^(?:mailto|tel):/, '')
        quill.insertText(range.index, text, 'link', link, Quill.sources.USER)
        quill.setSelection(range.index + text.length, 0, Quill.sources.SILENT)
        // What is typed next is not part of the link.
        quill.format('link', false, Quill.sources.SILENT)
      }
      readState()
    },
  }
}

/** The whole link that the caret is in, or at the end of. */
function linkAround(quill: Quill, caret: number): { index: number; length: number } | undefined {
  for (const index of [caret, caret - 1]) {
    const [blot, offset] = index < 0 ? [null, 0] : quill.scroll.descendant(Link, index)
    if (blot) return { index: index - offset, length: blot.length() }
  }
  return undefined
}
