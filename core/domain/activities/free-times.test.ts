import { expect, test } from 'vitest'
import { minuteMs } from '../time/instant.ts'
import { freeTimes } from './free-times.ts'

const hourMs = 60 * minuteMs
/** UTC ms of a time of day on 24 November 2026. */
const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`)
const from = (start: string, end: string | null) => ({
  startAt: at(start),
  endAt: end === null ? null : at(end),
})

test('GPS-20 a gap reaches from an end to the next start', () => {
  expect(
    freeTimes([from('08:00', '08:30'), from('11:00', '11:30'), from('12:00', '13:00')], hourMs),
  ).toEqual([{ before: 1, from: at('08:30'), to: at('11:00') }])
})

test('GPS-20 a gap of exactly the least length is told, a shorter one is not', () => {
  const day = [from('08:00', '09:00'), from('10:00', '10:30')]
  expect(freeTimes(day, hourMs)).toHaveLength(1)
  expect(freeTimes(day, hourMs + 1)).toEqual([])
})

test('GPS-20 an activity within a longer one does not end it', () => {
  const day = [from('08:00', '12:00'), from('09:00', '09:30'), from('12:30', '13:00')]
  expect(freeTimes(day, hourMs)).toEqual([])
  expect(freeTimes(day, 30 * minuteMs)).toEqual([{ before: 2, from: at('12:00'), to: at('12:30') }])
})

test('GPS-20 an activity without an end, or with one before its start, is a moment', () => {
  const day = [from('08:00', null), from('10:00', '09:00'), from('12:00', null)]
  expect(freeTimes(day, hourMs)).toEqual([
    { before: 1, from: at('08:00'), to: at('10:00') },
    { before: 2, from: at('10:00'), to: at('12:00') },
  ])
})

test('GPS-20 a day of one activity has no gap, nor has one without any', () => {
  expect(freeTimes([from('08:00', '09:00')], 0)).toEqual([])
  expect(freeTimes([], 0)).toEqual([])
})
