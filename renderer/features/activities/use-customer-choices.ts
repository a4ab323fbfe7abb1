import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { CustomerRow } from '../../../core/contract/customers.ts'
import { useBackend } from '../../data/use-backend.ts'

const pauseMs = 60
const offered = 30

/** Customers and branches whose name begins with what is typed, while the list is open. */
export function useCustomerChoices(isOpen: Ref<boolean>): {
  text: Ref<string>
  rows: ShallowRef<readonly CustomerRow[]>
} {
  const backend = useBackend()
  const text = ref('')
  const rows = shallowRef<readonly CustomerRow[]>([])
  let question = 0
  let pause: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    const mine = ++question
    try {
      const page = await backend.call('customers.search', { text: text.value, limit: offered })
      if (mine === question) rows.value = page.rows
    } catch {
      if (mine === question) rows.value = []
    }
  }
  watch([text, isOpen], ([, open], [, wasOpen]) => {
    question++
    clearTimeout(pause)
    if (!open) return
    if (wasOpen) pause = setTimeout(() => void ask(), pauseMs)
    else void ask()
  })
  onScopeDispose(() => {
    question++
    clearTimeout(pause)
  })
  return { text, rows }
}
