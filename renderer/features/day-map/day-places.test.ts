import { expect, test } from 'vitest'
import { dayPlaces, daySummary, gapsBefore, type ShownStop, stopPin } from './day-places.ts'

/** UTC ms of a time of day on 24 November 2026. */
const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`)

function stop(number: number | null, start: string, other: Partial<ShownStop> = {}): ShownStop {
  const startAt = at(start)
  return {
    ...{ activityId: start, number, typeId: 'type-visit', title: null, customerId: 'c1' },
    ...{
      customerName: 'Norauto',
      parentName: null,
      city: null,
      location: { lat: 48.11, lon: -1.68 },
    },
    ...{ startAt, endAt: startAt + 30 * 60_000, status: 'done', reportCount: 0 },
    ...{ verification: 'unverified', shownStatus: 'done', ...other },
  }
}

test('GPS-20 done is filled, planned is hollow, verified has its mark', () => {
  expect(stopPin(stop(1, '08:00'))).toEqual({
    ...{ kind: 'visit', number: 1, tone: 'primary', isHollow: false, mark: undefined },
  })
  expect(stopPin(stop(2, '09:00', { shownStatus: 'planned' })).isHollow).toBe(true)
  expect(stopPin(stop(3, '10:00', { verification: 'verified' })).mark).toBe('verified')
  expect(stopPin(stop(4, '11:00', { verification: 'out_of_range' })).mark).toBe('out_of_range')
  expect(stopPin(stop(5, '12:00', { verification: null })).mark).toBeUndefined()
})

test('GPS-20 visits without coordinates and cancelled ones have no pin', () => {
  const stops = [
    stop(1, '08:00'),
    stop(2, '09:00', { location: null }),
    stop(null, '10:00', { shownStatus: 'cancelled' }),
    stop(3, '11:00'),
  ]
  expect(dayPlaces(stops, ({ number }) => `no. ${number}`)).toMatchObject([
    { id: '08:00', number: 1, label: 'no. 1', lat: 48.11, lon: -1.68 },
    { id: '11:00', number: 3, label: 'no. 3' },
  ])
})

test('GPS-20 a cancelled visit does not fill a gap', () => {
  const stops = [
    stop(1, '08:00'),
    stop(null, '09:00', { shownStatus: 'cancelled' }),
    stop(2, '11:00'),
  ]
  expect([...gapsBefore(stops)]).toEqual([
    ['11:00', { before: 1, from: at('08:30'), to: at('11:00') }],
  ])
})

test('GPS-20 an hour between two visits is a gap, less is the way', () => {
  expect([...gapsBefore([stop(1, '08:00'), stop(2, '09:29')]).keys()]).toEqual([])
  expect([...gapsBefore([stop(1, '08:00'), stop(2, '09:30')]).keys()]).toEqual(['09:30'])
})

test('GPS-20 the summary counts what took place, what did not, and what is verified', () => {
  const stops = [
    stop(1, '08:00', { verification: 'verified' }),
    stop(2, '09:00', { shownStatus: 'in_progress' }),
    stop(3, '10:00', { shownStatus: 'missed' }),
    stop(null, '11:00', { shownStatus: 'cancelled' }),
    stop(4, '12:00', { shownStatus: 'planned' }),
  ]
  expect(daySummary(stops)).toEqual({ visits: 4, done: 2, planned: 2, verified: 1 })
})
