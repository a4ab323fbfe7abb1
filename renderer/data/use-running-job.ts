import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'

export interface JobProgress {
  readonly done: number
  /** 0 until it is known. */
  readonly total: number
}

/** What `run` of the backend's client takes. */
export interface JobOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: JobProgress) => void
}

export interface RunningJob {
  /** Of the job that is under way; `undefined` when none is. */
  readonly progress: Readonly<ShallowRef<JobProgress | undefined>>
  /** Starts one, and answers or throws as it does; not while another is under way. */
  run<T>(this: void, work: (options: JobOptions) => Promise<T>): Promise<T>
  stop(this: void): void
}

/**
 * One job at a time, with its progress.
 *
 * @param outlivesScreen the job itself takes the screen away; others go on only while somebody can see
 *   and stop them
 */
export function useRunningJob({ outlivesScreen = false } = {}): RunningJob {
  const progress = shallowRef<JobProgress>()
  let controller: AbortController | undefined

  const stop = (): void => controller?.abort()
  if (!outlivesScreen) onScopeDispose(stop)

  return {
    progress,
    stop,
    async run(work) {
      controller = new AbortController()
      progress.value = { done: 0, total: 0 }
      try {
        return await work({
          signal: controller.signal,
          onProgress: (advance) => (progress.value = advance),
        })
      } finally {
        controller = undefined
        progress.value = undefined
      }
    },
  }
}
