import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { AppContract } from '../../../core/contract/contract.ts'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Cursor } from '../../../core/contract/customers.ts'
import type { Output } from '../../../core/contract/operation.ts'
import { useBackend } from '../../data/use-backend.ts'

export type TrashRow = Output<AppContract['activities.trash']>['rows'][number]

const pageSize = 100
const refreshPauseMs = 200

export interface Trash {
  rows: ShallowRef<readonly TrashRow[]>
  total: Ref<number>
  loaded: Ref<boolean>
  hasMore: Ref<boolean>
  error: ShallowRef<AppError | undefined>
  loadMore(this: void): Promise<void>
  retry(this: void): void
}

/** What was deleted and can still be restored, last deleted first; it follows changes (ACT-10). */
export function useTrash(): Trash {
  const backend = useBackend()
  const rows = shallowRef<readonly TrashRow[]>([])
  const total = ref(0)
  const loaded = ref(false)
  const hasMore = ref(false)
  const error = shallowRef<AppError>()
  let next: Cursor | null = null
  let question = 0
  let isAppending = false
  let timer: ReturnType<typeof setTimeout> | undefined

  /** @param keep how many rows to read, at least a page */
  async function read(keep: number): Promise<void> {
    const mine = ++question
    try {
      const found: TrashRow[] = []
      let cursor: Cursor | null = null
      let page
      do {
        page = await backend.call('activities.trash', { cursor, limit: pageSize })
        found.push(...page.rows)
        cursor = page.next
      } while (cursor && found.length < keep && mine === question)
      if (mine !== question) return
      rows.value = found
      total.value = page.total
      next = page.next
      hasMore.value = next !== null
      loaded.value = true
      error.value = undefined
    } catch (failure) {
      if (mine === question) error.value = failure as AppError
    }
  }

  async function loadMore(): Promise<void> {
    if (!next || isAppending) return
    const mine = question
    isAppending = true
    try {
      const page = await backend.call('activities.trash', { cursor: next, limit: pageSize })
      if (mine !== question) return
      rows.value = [...rows.value, ...page.rows]
      next = page.next
      hasMore.value = next !== null
    } catch (failure) {
      if (mine === question) error.value = failure as AppError
    } finally {
      isAppending = false
    }
  }

  void read(0)
  const unsubscribe = backend.subscribe(
    'timeline.changes',
    {},
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => void read(rows.value.length), refreshPauseMs)
    },
    (failure) => (error.value = failure),
  )
  onScopeDispose(() => {
    question++
    clearTimeout(timer)
    unsubscribe()
  })
  return { rows, total, loaded, hasMore, error, loadMore, retry: () => void read(0) }
}
