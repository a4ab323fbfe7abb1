import { computed, type ComputedRef, ref, type Ref, shallowRef, type ShallowRef, watch } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Attachment } from '../../../core/contract/attachments.ts'
import type { Output } from '../../../core/contract/operation.ts'
import type { Report, reportsContract } from '../../../core/contract/reports.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'

type Content = Output<(typeof reportsContract)['reports.read']>

interface ReadReport {
  /** The revision on show; the last one unless another is chosen. */
  readonly revisionId: Ref<string>
  readonly revision: ComputedRef<Report['revisions'][number] | undefined>
  readonly content: Readonly<ShallowRef<Content | undefined>>
  readonly attachments: ComputedRef<readonly Attachment[]>
  readonly error: Readonly<ShallowRef<AppError | undefined>>
  retry(this: void): void
}

/** A report with the version that it was filled with, as one of its revisions has it. */
export function useReadReport(report: () => Report): ReadReport {
  const backend = useBackend()
  const lastId = computed(() => report().revisions[0]?.id ?? report().id)
  const revisionId = ref(lastId.value)
  watch(lastId, (id) => (revisionId.value = id))
  const content = shallowRef<Content>()
  const error = shallowRef<AppError>()

  async function load(): Promise<void> {
    const wanted = revisionId.value
    error.value = undefined
    try {
      const found = await backend.call('reports.read', { id: report().id, revisionId: wanted })
      if (wanted === revisionId.value) content.value = found
    } catch (failure) {
      if (wanted === revisionId.value) error.value = failure as AppError
    }
  }
  watch([revisionId, report], () => void load(), { immediate: true })
  const { data } = useLiveQuery('attachments.watch', () => ({
    parent: { kind: 'report', id: revisionId.value },
  }))

  return {
    ...{ revisionId, content, error },
    revision: computed(() => report().revisions.find(({ id }) => id === revisionId.value)),
    attachments: computed(() => data.value ?? []),
    retry: () => void load(),
  }
}
