import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Locale } from '../../../core/contract/scalars.ts'
import type { SummaryView } from '../../../core/contract/summary.ts'
import type { PendingTopic, Verdict } from '../../../core/domain/summary/summary.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'
import { useNotify } from '../../ui/use-notify.ts'

export type SummaryTarget = { readonly activityId: string } | { readonly customerId: string }
type Step = 'reading' | 'rules' | 'model'

interface Summary {
  readonly view: Readonly<Ref<SummaryView | null | undefined>>
  readonly error: Readonly<Ref<AppError | undefined>>
  readonly retry: () => void
  /** What it is being made from; `undefined` while it is not. */
  readonly step: Readonly<Ref<Step | undefined>>
  /** There is nothing at all to read (AIS-07). */
  readonly isEmpty: ComputedRef<boolean>
  generate(this: void): Promise<void>
  stop(this: void): void
  judge(this: void, key: string, verdict: Verdict | null): Promise<void>
  createTask(this: void, topic: PendingTopic): Promise<void>
}

/**
 * The summary of a customer, or of that of an activity. The first one is made at once; later ones only
 * when somebody asks, so that none changes under a reader's eyes (AIS-05).
 */
export function useSummary(target: () => SummaryTarget): Summary {
  const { t, locale } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const input = () => ({ target: target(), locale: locale.value as Locale })
  const { data: view, error, retry } = useLiveQuery('summary.watch', input)
  const step = ref<Step>()
  let controller: AbortController | undefined
  const stop = (): void => controller?.abort()
  onScopeDispose(stop)

  const isEmpty = computed(
    () => view.value != null && Object.values(view.value.inputs).every((count) => count === 0),
  )

  async function generate(): Promise<void> {
    if (step.value) return
    const mine = new AbortController()
    controller = mine
    step.value = 'reading'
    try {
      await backend.run('summary.generate', input(), {
        signal: mine.signal,
        onProgress: (progress) => (step.value = progress.step),
      })
    } catch (failure) {
      notify.error(failure)
    } finally {
      step.value = undefined
    }
  }

  watch(
    () => view.value != null && !view.value.isOff && !view.value.stored && !isEmpty.value,
    (isWanted) => {
      if (isWanted) void generate()
    },
    { immediate: true },
  )

  async function judge(key: string, verdict: Verdict | null): Promise<void> {
    const customerId = view.value?.customerId
    if (customerId === undefined) return
    const before = view.value?.judgements[key]?.verdict ?? null
    const say = (said: Verdict | null) =>
      backend.call('summary.judge', { customerId, key, verdict: said })
    try {
      await say(verdict)
      if (verdict !== null)
        notify.undo(t('summary.feedback.kept'), async () => {
          await say(before)
        })
    } catch (failure) {
      notify.error(failure)
    }
  }

  async function createTask({ text, ownerId, dueOn, sources }: PendingTopic): Promise<void> {
    const customerId = view.value?.customerId
    if (customerId === undefined) return
    const cited = sources.flatMap((source) => (source.kind === 'text' ? [source.sourceId] : []))
    const source = view.value?.stored?.sources.find(({ id }) => id === cited[0])
    try {
      const { id } = await backend.call('tasks.create', {
        task: {
          customerId: source?.customerId ?? customerId,
          activityId: source?.activityId ?? null,
          title: text.slice(0, 200),
          ...(ownerId !== null && { assigneeId: ownerId }),
          due: dueOn === null ? null : { day: dueOn },
        },
      })
      notify.undo(t('summary.pending.taskCreated'), async () => {
        await backend.call('tasks.setDeleted', { id, deleted: true })
      })
    } catch (failure) {
      notify.error(failure)
    }
  }

  return { view, error, retry, step, isEmpty, generate, stop, judge, createTask }
}
