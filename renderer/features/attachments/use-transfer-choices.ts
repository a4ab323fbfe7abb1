import { useEventListener } from '@vueuse/core'
import { computed, watch, type WritableComputedRef } from 'vue'
import { transferPreferences } from '../../../core/contract/attachments.ts'
import { useDevicePreference, usePreferences } from '../../data/use-preferences.ts'

/** The part of the Network Information API that is used; only Chromium has it. */
type Connection = EventTarget & { readonly saveData?: boolean }

/** Tells the backend whether the system asks to save data, for as long as the app is open (ATT-05). */
export function useSaveData(): void {
  const { isLoaded } = usePreferences()
  const savesData = useDevicePreference(transferPreferences.savesData, false)
  const { connection } = navigator as Navigator & { readonly connection?: Connection }

  function tell(): void {
    const isAsked = connection?.saveData === true
    if (isLoaded.value && savesData.value !== isAsked) savesData.value = isAsked
  }
  watch(isLoaded, tell, { immediate: true })
  useEventListener(connection, 'change', tell)
}

/** Whether all files of a customer and its branches are kept on this device (ATT-05). */
export function useKeptOffline(customerId: () => string): WritableComputedRef<boolean> {
  const kept = useDevicePreference<readonly string[]>(transferPreferences.kept, [])
  return computed({
    get: () => kept.value.includes(customerId()),
    set: (isKept) => {
      const others = kept.value.filter((id) => id !== customerId())
      kept.value = isKept ? [...others, customerId()] : others
    },
  })
}
