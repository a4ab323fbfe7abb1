import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Cursor, CustomerRow } from '../../../core/contract/customers.ts'
import { useBackend } from '../../data/use-backend.ts'

/** Below the 80 ms in which an answer to typing still feels immediate. */
const typingPauseMs = 60
/** An import announces changes many times a second; the list follows at this pace. */
const refreshPauseMs = 250
const pageSize = 100
const largestPage = 500

interface CustomerList {
  rows: ShallowRef<readonly CustomerRow[]>
  total: Ref<number>
  totalIsCapped: Ref<boolean>
  /** The first answer to the present text is there. */
  loaded: Ref<boolean>
  error: ShallowRef<AppError | undefined>
  hasMore: Ref<boolean>
  /** Appends the following page; does nothing while one is under way or at the end. */
  loadMore(this: void): Promise<void>
  /** How many rows the screen needs after a change; rows beyond are read again when scrolled to. */
  keep(this: void, count: number): void
  retry(this: void): void
}

/**
 * The customers that match `text`, page by page, read again after changes. Only the answer to the
 * last question is shown: an older one that arrives late is dropped.
 */
export function useCustomerList(text: Ref<string>, archived: Ref<boolean>): CustomerList {
  const backend = useBackend()
  const rows = shallowRef<readonly CustomerRow[]>([])
  const total = ref(0)
  const totalIsCapped = ref(false)
  const loaded = ref(false)
  const hasMore = ref(false)
  const error = shallowRef<AppError>()

  let next: Cursor | null = null
  let question = 0
  let answering = new AbortController()
  let appending = false
  let needed = pageSize
  let typingTimer: ReturnType<typeof setTimeout> | undefined
  let refreshTimer: ReturnType<typeof setTimeout> | undefined
  let reading = false
  let changedWhileReading = false

  const ask = (cursor: Cursor | null, limit: number) =>
    backend.call(
      'customers.search',
      {
        text: text.value,
        archived: archived.value,
        cursor,
        limit: Math.min(limit, largestPage),
      },
      { signal: answering.signal },
    )

  /** From here on, answers to earlier questions are stale; the backend is spared the work. */
  function newQuestion(): number {
    answering.abort()
    answering = new AbortController()
    return ++question
  }

  async function read(count: number): Promise<void> {
    const mine = newQuestion()
    reading = true
    changedWhileReading = false
    try {
      const found: CustomerRow[] = []
      let page = await ask(null, count)
      found.push(...page.rows)
      while (mine === question && page.next && found.length < count) {
        page = await ask(page.next, count - found.length)
        found.push(...page.rows)
      }
      if (mine !== question) return
      rows.value = found
      total.value = page.total
      totalIsCapped.value = page.totalIsCapped
      next = page.next
      hasMore.value = next !== null
      loaded.value = true
      error.value = undefined
    } catch (failure) {
      if (mine === question) error.value = failure as AppError
    } finally {
      if (mine === question) {
        reading = false
        if (changedWhileReading) scheduleRefresh()
      }
    }
  }

  async function loadMore(): Promise<void> {
    if (!next || appending) return
    const mine = question
    appending = true
    try {
      const page = await ask(next, pageSize)
      if (mine !== question) return
      rows.value = [...rows.value, ...page.rows]
      next = page.next
      hasMore.value = next !== null
    } catch (failure) {
      if (mine === question) error.value = failure as AppError
    } finally {
      appending = false
    }
  }

  function start(): void {
    clearTimeout(typingTimer)
    needed = pageSize
    void read(pageSize)
  }

  function scheduleRefresh(): void {
    if (reading) changedWhileReading = true
    else
      refreshTimer ??= setTimeout(() => {
        refreshTimer = undefined
        if (reading) changedWhileReading = true
        else void read(needed)
      }, refreshPauseMs)
  }

  watch(text, () => {
    newQuestion()
    reading = false
    clearTimeout(typingTimer)
    typingTimer = setTimeout(start, typingPauseMs)
  })
  watch(archived, start)
  start()

  const unsubscribe = backend.subscribe(
    'customers.changes',
    {},
    scheduleRefresh,
    (failure) => (error.value = failure),
  )
  onScopeDispose(() => {
    newQuestion()
    clearTimeout(typingTimer)
    clearTimeout(refreshTimer)
    unsubscribe()
  })

  return {
    rows,
    total,
    totalIsCapped,
    loaded,
    error,
    hasMore,
    loadMore,
    keep: (count) => (needed = Math.max(pageSize, count)),
    retry: start,
  }
}
