import { createSharedComposable, useColorMode } from '@vueuse/core'
import { computed, type ComputedRef, type WritableComputedRef } from 'vue'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/**
 * `disableTransition` would add an inline <style>, which CSP blocks. The choice is also kept by the
 * browser, so that the first paint has it before the preferences of this device are read.
 */
const useStoredMode = createSharedComposable(() => useColorMode({ disableTransition: false }))

interface ThemeChoice {
  /** What the person chose; sets `.light` or `.dark` on the document. */
  readonly theme: WritableComputedRef<Theme>
  /** What is on screen now. */
  readonly isDark: ComputedRef<boolean>
}

export function useTheme(): ThemeChoice {
  const { store, state } = useStoredMode()
  return {
    theme: computed({
      get: () => (store.value === 'auto' ? 'system' : store.value),
      set: (theme) => (store.value = theme === 'system' ? 'auto' : theme),
    }),
    isDark: computed(() => state.value === 'dark'),
  }
}

export function isTheme(value: unknown): value is Theme {
  return (themes as readonly unknown[]).includes(value)
}
