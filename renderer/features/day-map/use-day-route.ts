import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { parseLocalDate } from '../../../core/domain/time/local-date.ts'
import { toWallTime } from '../../../core/domain/time/wall-time.ts'
import { useFormat } from '../../ui/use-format.ts'

interface DayRoute {
  /** `YYYY-MM-DD`; today when the address names no day. */
  day: ComputedRef<string>
  today: ComputedRef<string>
  /** Whose day; `undefined` is the viewer. */
  userId: ComputedRef<string | undefined>
  show(this: void, day: string): void
  /** So many days later; earlier below 0. */
  move(this: void, days: number): void
  choosePerson(this: void, userId: string | undefined): void
}

/** Which day of whom the address shows: `?day=2026-11-24&person=…`. */
export function useDayRoute(): DayRoute {
  const route = useRoute()
  const router = useRouter()
  const format = useFormat()
  const today = computed(() => toWallTime(format.now, format.tz).date)
  const day = computed(() => {
    const asked = route.query['day']
    return typeof asked === 'string' && parseLocalDate(asked) ? asked : today.value
  })
  const userId = computed(() => {
    const { person } = route.query
    return typeof person === 'string' && person !== '' ? person : undefined
  })

  function go(query: { day?: string | undefined; person?: string | undefined }): void {
    const next = { ...route.query, ...query, activity: undefined }
    void router.replace({
      query: Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined)),
    })
  }
  const show = (shown: string): void => go({ day: shown === today.value ? undefined : shown })

  return {
    ...{ day, today, userId, show },
    move: (days) => show(parseLocalDate(day.value)!.add({ days }).toString()),
    choosePerson: (person) => go({ person }),
  }
}
