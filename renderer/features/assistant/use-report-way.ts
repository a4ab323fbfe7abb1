import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useDirectory } from '../../data/use-directory.ts'
import { useUserPreference } from '../../data/use-preferences.ts'

/** How a new report is filled: by hand, in a conversation over a form, or freely (AIR-01). */
export const reportWays = ['manual', 'form', 'dynamic'] as const
export type ReportWay = (typeof reportWays)[number]

interface ReportWayChoice {
  /** The organisation uses the assistant. */
  readonly isOffered: ComputedRef<boolean>
  /** As it was chosen last, on any device; by hand where there is no assistant. */
  readonly way: WritableComputedRef<ReportWay>
}

export function useReportWay(): ReportWayChoice {
  const { organisation } = useDirectory()
  const chosen = useUserPreference<string>('reports.way', 'manual')
  const isOffered = computed(() => organisation.value?.aiAssistantEnabled === true)
  return {
    isOffered,
    way: computed({
      get: () => (isOffered.value && reportWays.find((each) => each === chosen.value)) || 'manual',
      set: (way) => (chosen.value = way),
    }),
  }
}
