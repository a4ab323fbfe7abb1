import { shallowRef, watch, type ShallowRef } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import { useBackend } from '../../data/use-backend.ts'

type ContentState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly status: 'failed'; readonly error: AppError }

/** The content of the file on show, checked by the backend against its hash (ATT-04). */
export function useAttachmentContent(id: () => string): Readonly<ShallowRef<ContentState>> {
  const backend = useBackend()
  const state = shallowRef<ContentState>({ status: 'loading' })
  watch(
    id,
    async (wanted, _before, onCleanup) => {
      const cancel = new AbortController()
      onCleanup(() => cancel.abort())
      state.value = { status: 'loading' }
      try {
        const { content } = await backend.call(
          'attachments.content',
          { id: wanted },
          { signal: cancel.signal, timeoutMs: Infinity },
        )
        state.value = { status: 'ready', bytes: new Uint8Array(content) }
      } catch (error) {
        if (!cancel.signal.aborted) state.value = { status: 'failed', error: error as AppError }
      }
    },
    { immediate: true },
  )
  return state
}
