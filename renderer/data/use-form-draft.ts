import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useSharedDraft } from './use-shared-draft.ts'

/** Forms are JSON; `structuredClone` refuses the proxies of reactive ones. */
const copyOf = <F>(form: F): F => JSON.parse(JSON.stringify(form)) as F

interface FormDraft<F> {
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
  /** The sheet closes: the draft stays, unless it says no more than the fresh form. */
  leave(this: void): void
}

/**
 * A form of plain values that survives a crash, a closed sheet and a restart, and is the same in all
 * windows (ACT-20).
 *
 * @param isForm whether a stored draft still fits this form
 */
export function useFormDraft<F extends object>(
  blank: F,
  isForm: (value: unknown) => value is F,
): FormDraft<F> {
  const form = ref(copyOf(blank)) as Ref<F>
  const restoredAt = shallowRef<number>()
  let key: string | undefined
  let fresh = blank
  /** What the draft says, as text; `undefined` while there is none. */
  let kept: string | undefined

  const isChanged = (): boolean => JSON.stringify(form.value) !== JSON.stringify(fresh)
  const draft = useSharedDraft<F>({
    read: (payload) => (isForm(payload) ? payload : undefined),
    changedElsewhere: take,
    // Saved or thrown away in another window; what stands here is this window's own.
    endedElsewhere: () => (kept = undefined),
  })

  function take(value: F): void {
    kept = JSON.stringify(value)
    form.value = copyOf(value)
  }

  async function open(forKey: string, freshForm: F): Promise<void> {
    key = forKey
    fresh = freshForm
    kept = undefined
    restoredAt.value = undefined
    form.value = copyOf(freshForm)
    const found = await draft.open(forKey)
    // The person may have begun to type, or opened another form, before the answer came.
    if (key !== forKey || isChanged() || !found) return
    take(found.value)
    if (isChanged()) restoredAt.value = found.updatedAt
  }

  function leave(): void {
    if (key === undefined) return
    key = undefined
    if (kept !== undefined && !isChanged()) draft.discard()
  }

  watch(
    form,
    () => {
      const text = JSON.stringify(form.value)
      if (key === undefined || text === (kept ?? JSON.stringify(fresh))) return
      kept = text
      draft.keep(copyOf(form.value))
    },
    { deep: true, flush: 'sync' },
  )
  onScopeDispose(leave)

  return {
    ...{ form, restoredAt, isChanged, open, leave },
    startAfresh() {
      const again = key
      draft.discard()
      if (again !== undefined) void open(again, fresh)
    },
    discard() {
      key = undefined
      draft.discard()
    },
  }
}
