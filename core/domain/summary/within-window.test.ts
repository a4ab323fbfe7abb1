import { expect, test } from 'vitest'
import { noteOf, sourcesWith } from './sample-sources.ts'
import { monthsBefore } from './sales-trend.ts'
import type { SourceActivity } from './summary.ts'
import { withinWindow } from './within-window.ts'

const today = '2026-10-13'
const activity = (id: string, day: string): SourceActivity => ({
  ...{ id, day },
  typeName: 'Visite',
  status: 'done',
})

test('AIS-02 of many activities of a year the last thirty are read', () => {
  const activities = Array.from({ length: 40 }, (_, at) =>
    activity(`a${String(at).padStart(2, '0')}`, '2026-09-01'),
  )
  const { activities: kept } = withinWindow(sourcesWith({ activities }), today)
  expect(kept.map(({ id }) => id).sort()).toEqual(activities.slice(10).map(({ id }) => id))
})

test('AIS-02 of few activities of a year older ones are read too, with their reports', () => {
  const activities = [activity('old', '2024-01-10'), activity('new', '2026-09-01')]
  const report = noteOf('2024-01-10', 'Retard.', { kind: 'report', activityId: 'old' })
  const found = withinWindow(sourcesWith({ activities, texts: [report] }), today)
  expect(found.activities.map(({ id }) => id)).toEqual(['new', 'old'])
  expect(found.texts).toEqual([report])
})

test('AIS-02 the newest 200 notes of a year are read, and the rest is counted', () => {
  const texts = Array.from({ length: 205 }, (_, at) =>
    noteOf('2026-09-01', 'Bonjour.', { id: `n${at}`, at: at + 1 }),
  )
  const found = withinWindow(
    sourcesWith({ texts: [...texts, noteOf('2025-10-01', 'Vieux.')] }),
    today,
  )
  expect(found.texts).toHaveLength(200)
  expect(found.texts.at(-1)!.id).toBe('n5')
  expect(found.leftOut).toBe(6)
})

test('AIS-02 24 months of sales are read', () => {
  const sales = Array.from({ length: 30 }, (_, at) => ({
    period: monthsBefore('2026-09', 29 - at),
    amountMinor: 1,
    currency: 'EUR',
    orders: null,
  }))
  const found = withinWindow(sourcesWith({ sales }), today)
  expect([found.sales[0]!.period, found.sales.length]).toEqual(['2024-10', 24])
})

test('AIS-02 an open task is never too old', () => {
  const task = { activityId: null, title: 'x', assigneeId: null, dueOn: null, createdAt: 0 }
  const tasks = [
    { ...task, id: 'open', completedAt: null },
    { ...task, id: 'done', completedAt: 1 },
  ]
  expect(withinWindow(sourcesWith({ tasks }), today).tasks.map(({ id }) => id)).toEqual(['open'])
})
