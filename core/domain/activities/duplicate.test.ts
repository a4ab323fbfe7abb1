import { expect, test } from 'vitest'
import { findDuplicates, type RecordedActivity } from './duplicate.ts'

const minute = 60_000
const startAt = Date.parse('2026-06-01T10:00Z')
const recorded: RecordedActivity = {
  id: 'a',
  customerId: 'garage',
  typeId: 'visit',
  assigneeId: 'paul',
  status: 'done',
  deletedAt: null,
  startAt,
  endAt: startAt + 30 * minute,
}
const found = (change: Partial<RecordedActivity>, windowMin?: number) =>
  findDuplicates(recorded, [{ ...recorded, id: 'b', ...change }], windowMin).map(({ id }) => id)

test.each([
  ['the same minute', 0, ['b']],
  ['15 min later', 15 * minute, ['b']],
  ['15 min earlier', -15 * minute, ['b']],
  ['15 min and 1 ms later', 15 * minute + 1, []],
  ['15 min and 1 ms earlier', -15 * minute - 1, []],
])('ACT-17 a start %s', (_name, offset, expected) => {
  expect(found({ startAt: startAt + offset })).toEqual(expected)
})

test('ACT-17 the window is the organisation’s', () => {
  expect(found({ startAt: startAt + 20 * minute }, 20)).toEqual(['b'])
  expect(found({ startAt: startAt + minute }, 0)).toEqual([])
})

test.each([
  ['itself', { id: 'a' }],
  ['another customer', { customerId: 'other' }],
  ['another type', { typeId: 'call_in' }],
  ['another assignee', { assigneeId: 'marie' }],
  ['cancelled', { status: 'cancelled' as const }],
  ['deleted', { deletedAt: startAt }],
  ['undated', { startAt: null }],
])('ACT-17 no duplicate: %s', (_name, change) => {
  expect(found(change)).toEqual([])
})

test('ACT-17 an undated candidate has no duplicates', () => {
  expect(findDuplicates({ ...recorded, startAt: null }, [{ ...recorded, id: 'b' }])).toEqual([])
})
