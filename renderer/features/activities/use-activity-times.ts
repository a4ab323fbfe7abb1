import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Locale } from '../../../core/contract/scalars.ts'
import { useViewerTimeZone } from '../../ui/use-format.ts'
import { createActivityTimes } from './activity-times.ts'

/** The formats of one viewer are shared by all rows. */
const made = new Map<string, ReturnType<typeof createActivityTimes>>()

/** Writes the times of activities in the viewer's language and zone; follows a switch of either. */
export function useActivityTimes(): ComputedRef<ReturnType<typeof createActivityTimes>> {
  const { locale } = useI18n()
  const tz = useViewerTimeZone()
  return computed(() => {
    const key = `${locale.value}/${tz.value}`
    const times = made.get(key) ?? createActivityTimes(locale.value as Locale, tz.value)
    made.set(key, times)
    return times
  })
}
