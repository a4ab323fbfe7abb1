import { computed, reactive, watch, type ComputedRef, type WritableComputedRef } from 'vue'
import { shareLiveState } from './share-live-state.ts'
import { useBackend } from './use-backend.ts'
import { useLiveQuery } from './use-live-query.ts'

type Scope = 'user' | 'device'

interface Preferences {
  isLoaded: ComputedRef<boolean>
  read(scope: Scope, key: string): unknown
  write(scope: Scope, key: string, value: unknown): void
}

/** The choices remembered for this person and this device, one stream for the whole window. */
export const usePreferences: () => Preferences = shareLiveState((): Preferences => {
  const backend = useBackend()
  const { data } = useLiveQuery('preferences.watch', () => ({}))
  /** What was chosen here and is still on its way; it wins over an older echo. */
  const pending = reactive(new Map<string, { value: unknown; writes: number }>())

  const settle = (slot: string): void => {
    const choice = pending.get(slot)
    const [scope, key] = split(slot)
    if (choice?.writes === 0 && isSame(data.value?.[scope][key], choice.value)) pending.delete(slot)
  }
  watch(data, () => [...pending.keys()].forEach(settle), { flush: 'sync' })

  async function write(scope: Scope, key: string, value: unknown): Promise<void> {
    const slot = `${scope}/${key}`
    pending.set(slot, { value, writes: (pending.get(slot)?.writes ?? 0) + 1 })
    try {
      await backend.call('preferences.set', { scope, key, value })
    } catch {
      // The choice holds in this window; a lost pane width is nothing to interrupt a person for.
    }
    const choice = pending.get(slot)
    if (choice) choice.writes -= 1
    settle(slot)
  }

  return {
    isLoaded: computed(() => data.value !== undefined),
    read: (scope, key) => {
      const choice = pending.get(`${scope}/${key}`)
      return choice ? choice.value : data.value?.[scope][key]
    },
    write: (scope, key, value) => void write(scope, key, value),
  }
})

/** Follows the person to other devices (TL-15): filters, views, language. */
export const useUserPreference = <T>(key: string, fallback: T): WritableComputedRef<T> =>
  usePreference('user', key, fallback)

/** Stays on this device (TL-16): sizes of panes, cards or list. */
export const useDevicePreference = <T>(key: string, fallback: T): WritableComputedRef<T> =>
  usePreference('device', key, fallback)

function usePreference<T>(scope: Scope, key: string, fallback: T): WritableComputedRef<T> {
  const preferences = usePreferences()
  return computed({
    get: () => (preferences.read(scope, key) as T | undefined) ?? fallback,
    set: (value) => preferences.write(scope, key, value),
  })
}

function split(slot: string): [Scope, string] {
  const at = slot.indexOf('/')
  return [slot.slice(0, at) as Scope, slot.slice(at + 1)]
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
