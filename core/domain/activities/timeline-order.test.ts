import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareNewestFirst, compareOldestFirst, timelineKey } from './timeline-order.ts'

const ordered = [
  { id: 'draft-new', startAt: null, endAt: null, createdAt: 9 },
  { id: 'draft-old', startAt: null, endAt: null, createdAt: 8 },
  { id: 'newest', startAt: 3000, endAt: 3100, createdAt: 1 },
  { id: 'longest', startAt: 2000, endAt: 2500, createdAt: 1 },
  { id: 'shorter', startAt: 2000, endAt: 2400, createdAt: 3 },
  { id: 'z-created-second', startAt: 2000, endAt: 2400, createdAt: 2 },
  { id: 'y-same-but-id', startAt: 2000, endAt: 2400, createdAt: 2 },
  { id: 'no-end', startAt: 2000, endAt: null, createdAt: 9 },
  { id: 'epoch', startAt: 0, endAt: 0, createdAt: 9 },
  { id: 'epoch-no-end', startAt: 0, endAt: null, createdAt: 9 },
]
const ids = (activities: typeof ordered) => activities.map(({ id }) => id)

test('TL-02 newest start first, drafts before all, then end, creation and id', () => {
  const shuffled = [...ordered].sort((a, b) => (a.id < b.id ? -1 : 1))
  const sorted = shuffled.sort((a, b) => compareNewestFirst(timelineKey(a), timelineKey(b)))
  expect(ids(sorted)).toEqual(ids(ordered))
})

test('TL-02 ascending is the exact reverse', () => {
  const sorted = [...ordered].sort((a, b) => compareOldestFirst(timelineKey(a), timelineKey(b)))
  expect(ids(sorted)).toEqual(ids(ordered).reverse())
})

test('TL-02 every device sorts the same set the same way', () => {
  const few = fc.option(fc.nat(2), { nil: null })
  const activities = fc.uniqueArray(
    fc.record({ id: fc.uuid(), startAt: few, endAt: few, createdAt: fc.nat(1) }),
    { selector: ({ id }) => id, maxLength: 12 },
  )
  fc.assert(
    fc.property(activities, (all) => {
      const sort = (list: typeof all) =>
        [...list].sort((a, b) => compareNewestFirst(timelineKey(a), timelineKey(b)))
      expect(sort([...all].reverse())).toEqual(sort(all))
    }),
    { seed: 2, numRuns: 500 },
  )
})

test('TL-02 only an activity compares equal to itself', () => {
  const key = timelineKey({ id: 'a', startAt: null, endAt: null, createdAt: 1 })
  expect(compareNewestFirst(key, key)).toBe(0)
  expect(compareOldestFirst(key, key)).toBe(0)
})
