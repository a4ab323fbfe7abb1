import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { HistoryEntry } from '../../../core/contract/activity-history.ts'
import type { Activity } from '../../../core/contract/activities.ts'
import type { AppError } from '../../../core/contract/app-error.ts'
import { useBackend } from '../../data/use-backend.ts'

/** Somebody who types changes the activity several times a second. */
const refreshPauseMs = 400

export interface ActivityHistory {
  readonly entries: readonly HistoryEntry[]
  readonly names: Readonly<Record<string, string>>
}

/** Who changed what in an activity; read again when it has changed (TL-21). */
export function useActivityHistory(activity: () => Activity): {
  /** `undefined` until it is known. */
  history: Readonly<ShallowRef<ActivityHistory | undefined>>
  error: Readonly<ShallowRef<AppError | undefined>>
  retry(this: void): void
} {
  const backend = useBackend()
  const history = shallowRef<ActivityHistory>()
  const error = shallowRef<AppError>()
  let question = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function read(): Promise<void> {
    const mine = ++question
    try {
      const answer = await backend.call('activities.history', { id: activity().id })
      if (mine !== question) return
      history.value = answer
      error.value = undefined
    } catch (failure) {
      if (mine === question) error.value = failure as AppError
    }
  }

  void read()
  watch(activity, () => {
    clearTimeout(timer)
    timer = setTimeout(() => void read(), refreshPauseMs)
  })
  onScopeDispose(() => {
    question++
    clearTimeout(timer)
  })
  return { history, error, retry: () => void read() }
}
