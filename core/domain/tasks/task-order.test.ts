import { expect, test } from 'vitest'
import { byUrgency } from './task-order.ts'

const task = (id: string, change: object = {}) => ({
  ...{ id, status: 'open' as const, due: { day: '2026-11-27' }, assigneeId: 'paris' },
  ...{ priority: 'normal' as const, completedAt: null, createdAt: 1 },
  ...change,
})

test('TSK-05 open tasks come by due date and priority, done ones last, the latest first', () => {
  const sorted = [
    task('done early', { status: 'done', completedAt: 5 }),
    task('done late', { status: 'done', completedAt: 6 }),
    task('whenever', { due: null }),
    task('later there', { assigneeId: 'montreal' }),
    task('second', { createdAt: 2 }),
    task('first'),
    task('high', { priority: 'high', createdAt: 3 }),
    task('at noon', { due: { at: Date.UTC(2026, 10, 27, 11) } }),
  ].sort(byUrgency((id) => (id === 'montreal' ? 'America/Montreal' : 'Europe/Paris')))
  expect(sorted.map(({ id }) => id)).toEqual([
    ...['at noon', 'high', 'first', 'second', 'later there', 'whenever'],
    ...['done late', 'done early'],
  ])
})
