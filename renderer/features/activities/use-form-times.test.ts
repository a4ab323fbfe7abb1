import { describe, expect, test } from 'vitest'
import { ref } from 'vue'
import type { StoredStatus } from '../../../core/contract/activities.ts'
import { blankForm, type ActivityForm } from './activity-form.ts'
import { momentOf } from './moment.ts'
import { useFormTimes } from './use-form-times.ts'

const tz = 'Europe/Paris'
const minute = 60_000
const at = (text: string): number => Date.parse(text)
const now = at('2026-11-24T12:07:30Z')

function setUp(
  startAt: number | null,
  endAt: number | null,
  {
    mayBecome = () => true,
    time = now,
  }: { mayBecome?: (s: StoredStatus) => boolean; time?: number } = {},
) {
  const form = ref<ActivityForm>({
    ...blankForm(),
    start: momentOf(startAt, tz),
    end: momentOf(endAt, tz),
  })
  const times = useFormTimes(form, {
    tz: () => tz,
    clock: () => time,
    now: () => time,
    defaultDurationMin: () => 30,
    isInstant: () => false,
    mayBecome,
  })
  const shown = () => `${form.value.start.time}–${form.value.end.time}`
  const type = (side: 'start' | 'end', text: string): void => {
    form.value[side] = { ...form.value[side], time: text }
  }
  return { form, times, shown, type }
}

describe('ACT-05 buttons for now', () => {
  test('Starts now takes the current minute and makes the activity run', () => {
    const { form, times, shown } = setUp(at('2026-11-24T14:00:00Z'), at('2026-11-24T15:00:00Z'))
    times.startsNow()
    expect(shown()).toBe('13:07–16:00')
    expect(form.value.status).toBe('in_progress')
    expect(times.announcement.value).toBeUndefined()
  })

  test('Ends now takes the current minute and makes it done', () => {
    const { form, times, shown } = setUp(at('2026-11-24T11:00:00Z'), null)
    times.endsNow()
    expect(shown()).toBe('12:00–13:07')
    expect(form.value.status).toBe('done')
  })

  test('a status that may not follow is left alone', () => {
    const { form, times } = setUp(at('2026-11-24T11:00:00Z'), null, { mayBecome: () => false })
    form.value.status = 'cancelled'
    times.endsNow()
    expect(form.value.status).toBe('cancelled')
  })
})

describe('ACT-06 what the buttons bring about', () => {
  test('Starts now takes a past end along, and says so', () => {
    const { times, shown } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T10:00:00Z'))
    times.startsNow()
    expect(shown()).toBe('13:07–14:07')
    expect(times.announcement.value).toEqual({ kind: 'end-moved', at: at('2026-11-24T13:07:00Z') })
  })

  test('Ends now without a start derives one, marks it, and the mark goes when it is edited', () => {
    const { times, shown, type } = setUp(null, null)
    times.endsNow()
    expect(shown()).toBe('12:37–13:07')
    expect(times.isStartDerived.value).toBe(true)
    expect(times.announcement.value?.kind).toBe('start-derived')
    type('start', '12:00')
    times.commit('start')
    expect(times.isStartDerived.value).toBe(false)
  })

  test('Ends now before the start is refused, and the remedy moves the start', () => {
    const { form, times, shown } = setUp(at('2026-11-24T14:00:00Z'), at('2026-11-24T15:00:00Z'))
    times.endsNow()
    expect(times.endNowRefused.value).toBe(true)
    expect(shown()).toBe('15:00–16:00')
    expect(form.value.status).toBeNull()
    times.endsNowMovingStart()
    expect(times.endNowRefused.value).toBe(false)
    expect(shown()).toBe('12:07–13:07')
    expect(form.value.status).toBe('done')
  })

  test('presets set the end, or the start when only the end is known, or both', () => {
    const withStart = setUp(at('2026-11-24T09:00:00Z'), null)
    withStart.times.lasts(45)
    expect(withStart.shown()).toBe('10:00–10:45')
    expect(withStart.times.preset.value).toBe(45)

    const withEnd = setUp(null, at('2026-11-24T09:00:00Z'))
    withEnd.times.lasts(45)
    expect(withEnd.shown()).toBe('09:15–10:00')

    const empty = setUp(null, null)
    empty.times.lasts(15)
    expect(empty.shown()).toBe('13:07–13:22')
  })

  test('an hour across the spring change is an hour that passes', () => {
    const { times, form } = setUp(at('2026-03-29T00:45:00Z'), null)
    expect(form.value.start.time).toBe('01:45')
    times.lasts(60)
    expect(form.value.end.time).toBe('03:45')
  })

  test('an hour into the repeated hour ends in its second pass', () => {
    const { times, form } = setUp(at('2026-10-25T00:30:00Z'), null)
    expect(form.value.start).toMatchObject({ time: '02:30', pass: 'first' })
    times.lasts(60)
    expect(form.value.end).toMatchObject({ time: '02:30', pass: 'second' })
    expect(times.duration.value).toEqual({ kind: 'known', minutes: 60 })
  })

  test('steps lengthen and shorten, never to nothing', () => {
    const { times, shown } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:15:00Z'))
    times.step(5)
    expect(shown()).toBe('10:00–10:20')
    times.step(-15)
    expect(shown()).toBe('10:00–10:05')
    times.step(-5)
    expect(shown()).toBe('10:00–10:05')
  })

  test('a duration can be typed', () => {
    const { times, shown } = setUp(at('2026-11-24T09:00:00Z'), null)
    expect(times.lastsAsTyped('1h30')).toBe(true)
    expect(shown()).toBe('10:00–11:30')
    expect(times.lastsAsTyped('90')).toBe(true)
    expect(times.preset.value).toBeUndefined()
    expect(times.lastsAsTyped('longtemps')).toBe(false)
    expect(times.lastsAsTyped('0')).toBe(false)
    expect(shown()).toBe('10:00–11:30')
  })
})

describe('ACT-07 changing only the start keeps the duration', () => {
  test('the end follows when the field is left', () => {
    const { times, shown, type } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:30:00Z'))
    type('start', '14')
    expect(shown()).toBe('14–10:30')
    times.commit('start')
    expect(shown()).toBe('14:00–14:30')
    expect(times.announcement.value).toEqual({ kind: 'end-moved', at: at('2026-11-24T13:30:00Z') })
  })

  test('what was said about the end goes when another end is typed', () => {
    const { times, type } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:30:00Z'))
    type('start', '14')
    times.commit('start')
    times.commit('end')
    expect(times.announcement.value?.kind).toBe('end-moved')
    type('end', '15:00')
    times.commit('end')
    expect(times.announcement.value).toBeUndefined()
  })

  test('over a start that could not be read for a while', () => {
    const { times, shown, type } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:30:00Z'))
    type('start', 'midi')
    times.commit('start')
    type('start', '12')
    times.commit('start')
    expect(shown()).toBe('12:00–12:30')
  })

  test('changing the end changes only the end', () => {
    const { times, shown, type } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:30:00Z'))
    type('end', '12')
    times.commit('end')
    expect(shown()).toBe('10:00–12:00')
    type('start', '11')
    times.commit('start')
    expect(shown()).toBe('11:00–13:00')
  })

  test('a new end that is typed before the start is left stays', () => {
    const { times, shown, type } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:30:00Z'))
    type('end', '15')
    type('start', '14')
    times.commit('start')
    expect(shown()).toBe('14:00–15')
  })
})

test('ACT-16 the proposed hour of a skipped one can be taken', () => {
  const { form, times, type } = setUp(at('2026-03-29T00:15:00Z'), at('2026-03-29T00:45:00Z'))
  type('start', '02:30')
  times.commit('start')
  const { start } = times.times.value
  expect(start.kind).toBe('nonexistent')
  if (start.kind === 'nonexistent') times.set('start', start.proposedAt)
  expect(form.value.start.time).toBe('03:30')
  expect(form.value.end.time).toBe('04:00')
})

test('ACT-06 an end before the start after a merge has no duration', () => {
  const { times } = setUp(at('2026-11-24T09:00:00Z'), at('2026-11-24T09:00:00Z') - 5 * minute)
  expect(times.duration.value).toEqual({ kind: 'to_correct' })
})
