import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import * as Y from 'yjs'
import { useDocument, type OpenDocument } from './open-document.ts'

/** Root map, record and field of a text in its document: `['notes', id, 'body']`. */
export type TextPath = readonly [root: string, recordId: string, field: string]

interface DocumentText {
  readonly document: Readonly<ShallowRef<OpenDocument>>
  /** `undefined` until the document is here, and where no text stands in it. */
  readonly text: ComputedRef<Y.Text | undefined>
}

/** A text of a record, also when the record arrives later or the text is replaced. */
export function useDocumentText(documentId: () => string, path: () => TextPath): DocumentText {
  const document = useDocument(documentId)
  const revision = shallowRef(0)
  watch(
    () => document.value.doc,
    (doc, _before, onCleanup) => {
      const look = (): void => void (revision.value += 1)
      doc.on('afterTransaction', look)
      onCleanup(() => doc.off('afterTransaction', look))
    },
    { immediate: true },
  )
  const text = computed(() => {
    void revision.value
    return document.value.state.value.isLoaded ? textAt(document.value.doc, path()) : undefined
  })
  return { document, text }
}

function textAt(doc: Y.Doc, [root, recordId, field]: TextPath): Y.Text | undefined {
  const record = doc.getMap(root).get(recordId)
  const value: unknown = record instanceof Y.Map ? record.get(field) : undefined
  return value instanceof Y.Text ? value : undefined
}
