import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Draft } from '../../../core/contract/drafts.ts'
import { useBackend } from '../../data/use-backend.ts'

const savePauseMs = 150

/** Forms are JSON; `structuredClone` refuses the proxies of reactive ones. */
const copyOf = <F>(form: F): F => JSON.parse(JSON.stringify(form)) as F

export interface FormDraft<F> {
  form: Ref<F>
  /** When the draft that was taken up was last changed; `undefined` for a fresh form. */
  restoredAt: ShallowRef<number | undefined>
  isChanged: () => boolean
  /** Shows the form for `key`: its draft when there is one, else `fresh`. */
  open(this: void, key: string, fresh: F): Promise<void>
  /** Throws the draft away and starts from the fresh form again. */
  startAfresh(this: void): void
  /** The form was saved: the draft is of no use any more. */
  discard(this: void): void
  /** Writes what is not yet written; called when the sheet closes. */
  flush(this: void): void
}

/**
 * A form that survives a crash, a closed sheet and a restart: every change is kept as a draft on this
 * device until it is saved or thrown away.
 *
 * @param isForm whether a stored draft still fits this form
 */
export function useFormDraft<F extends object>(
  blank: F,
  isForm: (value: unknown) => value is F,
): FormDraft<F> {
  const backend = useBackend()
  const form = ref(copyOf(blank)) as Ref<F>
  const restoredAt = shallowRef<number>()
  let key: string | undefined
  let fresh = blank
  let lastKept = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const isChanged = (): boolean => JSON.stringify(form.value) !== JSON.stringify(fresh)

  function show(value: F): void {
    form.value = copyOf(value)
    lastKept = JSON.stringify(value)
  }

  async function open(forKey: string, freshForm: F): Promise<void> {
    key = forKey
    fresh = freshForm
    restoredAt.value = undefined
    show(freshForm)
    const draft = await firstDraft(forKey)
    // The person may have begun to type, or opened another form, before the answer came.
    if (key !== forKey || isChanged() || !draft || !isForm(draft.payload)) return
    show(draft.payload)
    if (isChanged()) restoredAt.value = draft.updatedAt
  }

  function firstDraft(forKey: string): Promise<Draft | null> {
    return new Promise((resolve) => {
      const unsubscribe = backend.subscribe(
        'drafts.watch',
        { key: forKey },
        (draft) => {
          resolve(draft)
          queueMicrotask(() => unsubscribe())
        },
        () => resolve(null),
      )
    })
  }

  function flush(): void {
    clearTimeout(timer)
    const text = JSON.stringify(form.value)
    if (key === undefined || text === lastKept) return
    lastKept = text
    // A draft that cannot be kept must not stop anybody from typing; the save itself says what is wrong.
    const kept = isChanged()
      ? backend.call('drafts.save', { key, payload: JSON.parse(text) })
      : backend.call('drafts.discard', { key })
    void kept.catch(() => undefined)
  }

  function forget(): void {
    clearTimeout(timer)
    if (key !== undefined) void backend.call('drafts.discard', { key }).catch(() => undefined)
  }

  watch(
    form,
    () => {
      clearTimeout(timer)
      timer = setTimeout(flush, savePauseMs)
    },
    { deep: true },
  )
  onScopeDispose(flush)

  return {
    form,
    restoredAt,
    isChanged,
    open,
    flush,
    startAfresh() {
      forget()
      restoredAt.value = undefined
      show(fresh)
    },
    discard() {
      forget()
      key = undefined
    },
  }
}
