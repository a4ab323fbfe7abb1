import type { Emit, Unsubscribe } from '../../core/rpc/handlers.ts'
import type { ChangedTable } from '../app/change-feed.ts'
import type { Services } from '../app/services.ts'

/** What a summary is made from, and what is shown beside it. */
const tables: readonly ChangedTable[] = [
  ...(['activity', 'note', 'report', 'task', 'sales', 'customer', 'activity_type'] as const),
  ...(['summary', 'summary_feedback', 'organisation', 'preferences', 'form'] as const),
]

/**
 * Answers, and again after changes, one answer after the other: reading gives way to other work, so
 * that answers may take longer than changes come.
 */
export function watchSummary<T>(
  { feed }: Services,
  read: (signal: AbortSignal) => Promise<T>,
  emit: Emit<T>,
): Unsubscribe {
  const ended = new AbortController()
  let last: string | undefined
  let isReading = false
  let isStale = false

  async function answer(): Promise<void> {
    if (isReading) {
      isStale = true
      return
    }
    isReading = true
    try {
      do {
        isStale = false
        const value = await read(ended.signal)
        const text = JSON.stringify(value)
        if (!ended.signal.aborted && text !== last) emit(value)
        last = text
      } while (isStale)
    } catch (error) {
      if (!ended.signal.aborted) emit.fail(error)
    } finally {
      isReading = false
    }
  }

  const stop = feed.subscribe((changes) => {
    if (tables.some((table) => changes.has(table))) void answer()
  })
  void answer()
  return () => {
    stop()
    ended.abort()
  }
}
