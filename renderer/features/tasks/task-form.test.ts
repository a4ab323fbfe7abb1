import { expect, test } from 'vitest'
import type { Task } from '../../../core/contract/tasks.ts'
import { changesOf, formOf, newTaskForm, readTaskForm, type TaskForm } from './task-form.ts'

/** Tuesday 24 November 2026, 10:00 in Paris. */
const viewer = { tz: 'Europe/Paris', now: Date.UTC(2026, 10, 24, 9) }

const form = (change: Partial<TaskForm> = {}): TaskForm => ({
  ...{ title: 'Rappeler', due: { date: '', time: '', pass: 'first' } },
  ...{ assigneeId: 'u1', priority: 'normal' },
  ...change,
})
const due = (date: string, time = ''): TaskForm => form({ due: { date, time, pass: 'first' } })

test.each([
  ['a past activity, from today', Date.UTC(2026, 10, 23, 8), '27/11/2026'],
  ['a coming activity, from its day', Date.UTC(2026, 10, 27, 8), '02/12/2026'],
  ['an undated activity, from today', null, '27/11/2026'],
])('TSK-01 a follow-up is mine and due three working days later: %s', (_, startAt, date) => {
  expect(newTaskForm('Suivi', { startAt }, 'u1', viewer)).toEqual(
    form({ title: 'Suivi', due: { date, time: '', pass: 'first' } }),
  )
})

test.each([
  ['no due date', due(''), null],
  ['a day', due('27/11'), { day: '2026-11-27' }],
  ['a day and a time', due('27/11/2026', '14h30'), { at: Date.UTC(2026, 10, 27, 13, 30) }],
])('TSK-02 a task may have %s', (_, typed, expected) => {
  expect(readTaskForm(typed, viewer)).toMatchObject({ kind: 'task', fields: { due: expected } })
})

test.each([
  ['no title', form({ title: ' ' }), 'noTitle'],
  ['no such day', due('31/11/2026'), 'date'],
  ['no such time', due('27/11/2026', '25:00'), 'time'],
  ['a time without a day', due('', '14:00'), 'noDay'],
  ['an hour that the clocks skip', due('28/03/2027', '02:30'), 'skipped'],
])('TSK-02 what is wrong is told: %s', (_, typed, problem) => {
  expect(readTaskForm(typed, viewer)).toMatchObject({ kind: 'problem', problem })
})

test.each([
  ['a day', { day: '2026-11-27' }],
  ['a moment', { at: Date.UTC(2026, 10, 27, 13, 30) }],
  ['the second pass of a repeated hour', { at: Date.UTC(2026, 9, 25, 1, 30) }],
  ['nothing', null],
])('TSK-02 a form that is opened and saved leaves the due date: %s', (_, stored) => {
  const task = { title: 'Rappeler', due: stored, assigneeId: 'u1', priority: 'low' } as Task
  expect(readTaskForm(formOf(task, viewer.tz), viewer)).toEqual({
    kind: 'task',
    fields: { title: 'Rappeler', due: stored, assigneeId: 'u1', priority: 'low' },
  })
})

test('SYN-02 only the fields that were changed are written', () => {
  const before = {
    ...{ title: 'Rappeler', due: { day: '2026-11-27' }, assigneeId: 'u1' },
    priority: 'low' as const,
  }
  expect(changesOf(before, { ...before, due: { day: '2026-11-28' } })).toEqual({
    due: { day: '2026-11-28' },
  })
  expect(changesOf(before, { ...before, due: { day: '2026-11-27' } })).toEqual({})
})
