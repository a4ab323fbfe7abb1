import { computed, ref, type ComputedRef, type Ref } from 'vue'
import type { StoredStatus } from '../../../core/contract/activities.ts'
import {
  activityDuration,
  type ActivityDuration,
  type ActivityTimes,
} from '../../../core/domain/activities/activity-interval.ts'
import {
  applyPreset,
  endNow,
  endNowMovingStart,
  matchingPreset,
  moveStart,
  startNow,
  stepDuration,
  type QuickTimesResult,
} from '../../../core/domain/activities/quick-times.ts'
import { parseDuration } from '../../../core/domain/time/duration-text.ts'
import { toWallTime } from '../../../core/domain/time/wall-time.ts'
import { readTimes, type ActivityForm, type FormTimes } from './activity-form.ts'
import { momentOf, tidied, type Moment } from './moment.ts'

/** What a button did besides what it says, to be told and shown (ACT-06). */
interface TimeAnnouncement {
  readonly kind: 'end-moved' | 'start-derived'
  /** UTC ms of the end or the start that changed. */
  readonly at: number
}

interface FormTimesContext {
  /** The viewer's zone, in which the fields are written. */
  readonly tz: () => string
  /** UTC ms, follows the clock. */
  readonly clock: () => number
  /** UTC ms, exact. */
  readonly now: () => number
  readonly defaultDurationMin: () => number
  readonly isInstant: () => boolean
  /** Whether the activity may take a status from the one it has. */
  readonly mayBecome: (status: StoredStatus) => boolean
}

export interface FormTimesControls {
  times: ComputedRef<FormTimes>
  duration: ComputedRef<ActivityDuration>
  preset: ComputedRef<number | undefined>
  announcement: Ref<TimeAnnouncement | undefined>
  /** *Ends now* was refused: the start lies ahead. */
  endNowRefused: Ref<boolean>
  /** The start was derived and wants a look. */
  isStartDerived: Ref<boolean>
  /** A field was left: its text is tidied, and a new start takes the end along (ACT-07). */
  commit(side: 'start' | 'end'): void
  set(side: 'start' | 'end', at: number): void
  startsNow(): void
  endsNow(): void
  endsNowMovingStart(): void
  lasts(minutes: number): void
  step(minutes: number): void
  /** A typed duration; false when it is none, or not positive. */
  lastsAsTyped(text: string): boolean
  /** The form was replaced from outside. */
  restart(): void
}

/** Start, end and duration of the form: typed fields, quick buttons, presets (ACT-05 to ACT-07). */
export function useFormTimes(
  form: Ref<ActivityForm>,
  context: FormTimesContext,
): FormTimesControls {
  const { tz, clock, now, defaultDurationMin, isInstant, mayBecome } = context
  const times = computed(() => readTimes(form.value, tz(), clock()))
  const announcement = ref<TimeAnnouncement>()
  const endNowRefused = ref(false)
  const isStartDerived = ref(false)
  /** The times before the field that is being edited. */
  let committed: ActivityTimes = readTimes(form.value, tz(), now())

  function restart(): void {
    announcement.value = undefined
    endNowRefused.value = false
    isStartDerived.value = false
    committed = times.value
  }

  function apply(result: QuickTimesResult): boolean {
    endNowRefused.value = false
    announcement.value = undefined
    if ('refused' in result) return false
    if (result.startAt !== times.value.startAt) form.value.start = momentOf(result.startAt, tz())
    if (result.endAt !== times.value.endAt) form.value.end = momentOf(result.endAt, tz())
    isStartDerived.value = result.announcement === 'start-derived'
    const at = result.announcement === 'start-derived' ? result.startAt : result.endAt
    if (result.announcement && at !== null) announcement.value = { kind: result.announcement, at }
    committed = { startAt: result.startAt, endAt: result.endAt }
    return true
  }

  function becomes(status: StoredStatus): void {
    if (form.value.status !== status && mayBecome(status)) form.value.status = status
  }

  function commit(side: 'start' | 'end'): void {
    const reference = committed.startAt ?? now()
    const text: Moment = tidied(form.value[side], tz(), now(), toWallTime(reference, tz()).date)
    if (JSON.stringify(text) !== JSON.stringify(form.value[side])) form.value[side] = text
    endNowRefused.value = false
    const { startAt, endAt } = times.value
    if (side === 'start' && startAt !== null && startAt !== committed.startAt) {
      isStartDerived.value = false
      // An end that was typed meanwhile is meant as typed.
      if (endAt === committed.endAt) return void apply(moveStart(committed, startAt))
    }
    const said = announcement.value
    if (said && said.at !== (said.kind === 'start-derived' ? startAt : endAt))
      announcement.value = undefined
    if (times.value[side].kind === 'at' || times.value[side].kind === 'empty')
      committed = { startAt, endAt }
  }

  return {
    times,
    duration: computed(() => activityDuration(times.value, isInstant())),
    preset: computed(() => matchingPreset(times.value)),
    announcement,
    endNowRefused,
    isStartDerived,
    commit,
    set(side, at) {
      form.value[side] = momentOf(at, tz())
      commit(side)
    },
    startsNow() {
      apply(startNow(times.value, now(), defaultDurationMin()))
      becomes('in_progress')
    },
    endsNow() {
      if (apply(endNow(times.value, now(), defaultDurationMin()))) becomes('done')
      else endNowRefused.value = true
    },
    endsNowMovingStart() {
      apply(endNowMovingStart(times.value, now(), defaultDurationMin()))
      becomes('done')
    },
    lasts: (minutes) => void apply(applyPreset(times.value, minutes, now())),
    step: (minutes) => void apply(stepDuration(times.value, minutes, now())),
    lastsAsTyped(text) {
      const minutes = parseDuration(text)
      return minutes !== undefined && apply(applyPreset(times.value, minutes, now()))
    },
    restart,
  }
}
