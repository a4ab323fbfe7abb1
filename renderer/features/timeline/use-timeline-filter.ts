import {
  computed,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type WritableComputedRef,
} from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { TimelineFilter } from '../../../core/contract/timeline.ts'
import { usePreferences, useUserPreference } from '../../data/use-preferences.ts'
import {
  noFilter,
  rangeError,
  readRememberedFilter,
  toTimelineFilter,
  type RememberedFilter,
} from './remembered-filter.ts'

/** Typing pauses this long before the list follows; below what feels late. */
const typingPauseMs = 90

/** Screens keep their own filter: a customer's timeline, and that of all customers. */
export type TimelineScreen = 'customer' | 'all'

interface TimelineFilterState {
  /** What the controls show; writing it remembers it. */
  choice: WritableComputedRef<RememberedFilter>
  /** The last choice that could be asked; `undefined` until the remembered one is known. */
  filter: ComputedRef<TimelineFilter | undefined>
  rangeError: ComputedRef<AppError | undefined>
  /** Text as typed; the choice follows after a pause. */
  text: Ref<string>
}

interface FilterScope {
  readonly screen: TimelineScreen
  readonly customerId: () => string | null
  /** `undefined` until the viewer is known. */
  readonly tz: () => string | undefined
  /** UTC ms, changes once a minute. */
  readonly clock: () => number
}

/** The filter of a screen, remembered for the person who uses it (TL-15). */
export function useTimelineFilter(scope: FilterScope): TimelineFilterState {
  const preferences = usePreferences()
  const stored = useUserPreference<unknown>(`timeline.filter.${scope.screen}`, noFilter)
  const choice = computed({
    get: () => readRememberedFilter(stored.value),
    set: (value) => (stored.value = value),
  })

  const newsSince = ref(Date.now())
  watch(
    () => choice.value.news,
    (isOn) => {
      if (isOn) newsSince.value = Date.now()
    },
    { flush: 'sync' },
  )
  const asked = computed(() => {
    const tz = scope.tz()
    if (!preferences.isLoaded.value || !tz) return undefined
    return toTimelineFilter(choice.value, {
      customerId: scope.customerId(),
      tz,
      now: scope.clock(),
      newsSince: newsSince.value,
    })
  })
  const error = computed(() => asked.value && rangeError(asked.value.from, asked.value.to))
  /** While the range is refused, the previous one stays in force and the other filters go on. */
  const validRange = shallowRef<Pick<TimelineFilter, 'from' | 'to'>>({ from: null, to: null })
  watch(
    asked,
    (filter) => {
      if (filter && !error.value) validRange.value = { from: filter.from, to: filter.to }
    },
    { immediate: true, flush: 'sync' },
  )
  const filter = computed(
    () => asked.value && (error.value ? { ...asked.value, ...validRange.value } : asked.value),
  )

  const text = ref(choice.value.text)
  let pause: ReturnType<typeof setTimeout> | undefined
  watch(text, (typed) => {
    clearTimeout(pause)
    if (typed === choice.value.text) return
    pause = setTimeout(() => (choice.value = { ...choice.value, text: typed }), typingPauseMs)
  })
  watch(
    () => choice.value.text,
    (chosen) => {
      if (chosen !== text.value) text.value = chosen
    },
  )

  return { choice, filter, rangeError: error, text }
}
