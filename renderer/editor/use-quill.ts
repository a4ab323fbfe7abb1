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
import type { Person } from './mention-query.ts'
import { takeOverTransfers } from './clipboard-and-drop.ts'
import { QuillDocumentBinding } from './quill-document-binding.ts'
import {
  deleteMention,
  insertMention,
  mentionQueryAt,
  type MentionQuery,
} from './quill-mentions.ts'
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
  /** The mention that is being typed at the caret. */
  readonly mentionQuery: ShallowRef<MentionQuery | undefined>
  insertMention(typed: MentionQuery, person: Person): void
  /** Deletes the mention before or behind the caret; false where none is. */
  deleteMention(key: 'Backspace' | 'Delete'): boolean
  /** Where a place of the text is in the window. */
  boxAt(index: number): Pick<DOMRect, 'left' | 'top' | 'bottom'>
  /** Tells screen readers of the list that the text operates, and of its active option. */
  describeList(list: { listId: string; optionId: string } | undefined): void
}

/** A Quill inside `host` for as long as the component lives, bound to the shared text. */
export function useQuill(host: Ref<HTMLElement | null>, options: QuillOptions): EditorCommands {
  const formats = shallowRef<Record<string, unknown>>({})
  const length = ref(0)
  const mounted = shallowRef<Quill>()
  const mentionQuery = shallowRef<MentionQuery>()
  let quill: Quill | undefined
  let stop = (): void => undefined

  const readState = (): void => {
    if (!quill) return
    length.value = quill.getLength() - 1
    mentionQuery.value = mentionQueryAt(quill)
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
    mentionQuery,
    insertMention: (typed, person) => quill && insertMention(quill, typed, person),
    deleteMention: (key) => quill !== undefined && deleteMention(quill, key),
    boxAt(index) {
      const bounds = quill?.getBounds(index)
      const { left, top } = quill?.container.getBoundingClientRect() ?? { left: 0, top: 0 }
      return {
        left: left + (bounds?.left ?? 0),
        top: top + (bounds?.top ?? 0),
        bottom: top + (bounds?.bottom ?? 0),
      }
    },
    describeList(list) {
      const described = {
        'aria-autocomplete': list && 'list',
        'aria-controls': list?.listId,
        'aria-activedescendant': list?.optionId,
      }
      for (const [name, value] of Object.entries(described))
        if (value === undefined) quill?.root.removeAttribute(name)
        else quill?.root.setAttribute(name, value)
    },
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
