import { expect, test } from 'vitest'
import { lastVisitEnd, visited } from './visits.ts'

const minute = 60_000
const day = 24 * 60 * minute

test('TL-19 before anybody looked there is no last visit', () => {
  expect(lastVisitEnd(undefined, day)).toBeNull()
})

test('TL-19 while one visits, the last visit is the one before', () => {
  const monday = visited(visited(undefined, day), day + 20 * minute)
  const thursday = visited(monday, 4 * day)
  expect(lastVisitEnd(thursday, 4 * day + 10 * minute)).toBe(day + 20 * minute)
  expect(lastVisitEnd(visited(thursday, 4 * day + 25 * minute), 4 * day + 50 * minute)).toBe(
    day + 20 * minute,
  )
})

test('TL-19 what comes while nobody looks comes after the last look', () => {
  const friday = visited(undefined, day)
  expect(lastVisitEnd(friday, day + 30 * minute)).toBe(day)
  expect(lastVisitEnd(visited(friday, day + 20 * minute), 2 * day)).toBe(day + 20 * minute)
})

test('TL-19 a clock that was set back begins no visit', () => {
  const visits = visited(visited(undefined, day), 3 * day)
  expect(visited(visits, 2 * day)).toEqual({ lastAt: 2 * day, previousEndAt: day })
})
