import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { AppContract } from '../../../core/contract/contract.ts'
import type { Input, NamesOf, Output } from '../../../core/contract/operation.ts'
import { useBackend } from '../../data/use-backend.ts'

interface Advance {
  done: number
  total: number
}

type JobName = Extract<NamesOf<AppContract, 'job'>, 'imports.dryRun' | 'imports.run'>

export interface Job<N extends JobName> {
  isRunning: ComputedRef<boolean>
  progress: ShallowRef<Advance>
  /** Stop was asked for; the job ends at its next safe point. */
  isStopping: Ref<boolean>
  result: ShallowRef<Output<AppContract[N]> | undefined>
  failure: ShallowRef<AppError | undefined>
  /** Stopped before there was a result. */
  isCancelled: Ref<boolean>
  /** Seconds the rest will take at the present pace; `undefined` while that is a guess. */
  remainingS: ComputedRef<number | undefined>
  start(input: Input<AppContract[N]>): Promise<void>
  stop(): void
  /** Forgets the result; a run under way is stopped. */
  reset(): void
}

/** The pace is taken over this time: long enough to be steady, short enough to follow a change. */
const paceMs = 4000
/** Before that, the pace says little. */
const shortestPaceMs = 1500

/** One run of a job of the contract: progress, stop, result; stopped when its screen goes away. */
export function useJob<N extends JobName>(name: N): Job<N> {
  const backend = useBackend()
  const running = shallowRef<AbortController>()
  const progress = shallowRef<Advance>({ done: 0, total: 0 })
  const isStopping = ref(false)
  const result = shallowRef<Output<AppContract[N]>>()
  const failure = shallowRef<AppError>()
  const isCancelled = ref(false)
  const samples = shallowRef<readonly Sample[]>([])

  async function start(input: Input<AppContract[N]>): Promise<void> {
    if (running.value) return
    reset()
    const mine = new AbortController()
    running.value = mine
    try {
      const outcome = await backend.run(name, input, {
        signal: mine.signal,
        onProgress(advance) {
          if (running.value !== mine) return
          progress.value = advance
          samples.value = withSample(samples.value, { ...advance, at: performance.now() })
        },
      })
      if (running.value === mine) result.value = outcome
    } catch (error) {
      if (running.value === mine) {
        isCancelled.value = (error as AppError).code === 'CANCELLED'
        if (!isCancelled.value) failure.value = error as AppError
      }
    } finally {
      if (running.value === mine) running.value = undefined
      isStopping.value = false
    }
  }

  function stop(): void {
    if (!running.value) return
    isStopping.value = true
    running.value.abort()
  }

  function reset(): void {
    running.value?.abort()
    running.value = undefined
    isStopping.value = false
    progress.value = { done: 0, total: 0 }
    samples.value = []
    result.value = undefined
    failure.value = undefined
    isCancelled.value = false
  }

  onScopeDispose(reset)

  return {
    isRunning: computed(() => running.value !== undefined),
    progress,
    isStopping,
    result,
    failure,
    isCancelled,
    remainingS: computed(() => {
      const [first, last] = [samples.value[0], samples.value.at(-1)]
      if (!first || !last || last.at - first.at < shortestPaceMs) return undefined
      const perMs = (last.done - first.done) / (last.at - first.at)
      return perMs > 0 ? Math.ceil((last.total - last.done) / perMs / 1000) : undefined
    }),
    start,
    stop,
    reset,
  }
}

interface Sample extends Advance {
  /** Milliseconds of the page's clock. */
  at: number
}

/** `samples` with a new one, without those older than the pace needs. */
const withSample = (samples: readonly Sample[], sample: Sample): Sample[] => [
  ...samples.filter(({ at }) => sample.at - at <= paceMs),
  sample,
]
