import { nextTick, readonly, ref, type Ref } from 'vue'
import { useNotify } from './use-notify.ts'

export interface Submit {
  readonly isBusy: Readonly<Ref<boolean>>
  /** Does the work and says what was refused; nothing while the last work is not done. */
  submit(this: void, work: () => Promise<unknown>): Promise<void>
}

/** What a form or a button does once it is pressed. */
export function useSubmit(): Submit {
  const notify = useNotify()
  const isBusy = ref(false)
  return {
    isBusy: readonly(isBusy),
    async submit(work) {
      if (isBusy.value) return
      isBusy.value = true
      try {
        await work()
      } catch (error) {
        notify.error(error)
      } finally {
        isBusy.value = false
      }
    },
  }
}

/** Puts the focus on the first field that says what is wrong with it. */
export async function focusProblem(form: HTMLElement | null): Promise<void> {
  await nextTick()
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
