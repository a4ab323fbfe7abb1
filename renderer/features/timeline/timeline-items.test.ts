import { describe, expect, test } from 'vitest'
import type { Cursor } from '../../../core/contract/customers.ts'
import type { TimelineBlock, TimelineRow } from '../../../core/contract/timeline.ts'
import { timelineRow } from './fake-timeline.ts'
import { createItemBuilder, headingAbove, indexOfItem, rowFrom } from './timeline-items.ts'
import { emptyList, withPage, withRows, type TimelineList } from './timeline-list.ts'

const tz = 'Europe/Paris'
const at = (text: string): number => Date.parse(text)
const now = at('2026-11-24T12:00:00Z')

const row = (id: string, block: TimelineBlock, startAt: number | null): TimelineRow =>
  timelineRow({ id, block, startAt })

function listOf(
  rows: readonly TimelineRow[],
  next: Partial<Record<TimelineBlock, Cursor>> = {},
): TimelineList {
  let list = emptyList
  for (const block of ['undated', 'upcoming', 'history'] as const) {
    const page = { rows: rows.filter((one) => one.block === block), next: next[block] ?? null }
    list = withPage(list, block, page, 'newest')
  }
  return list
}
const shown = (list: TimelineList, isUpcomingCollapsed = false): string[] =>
  createItemBuilder()(list, { now, tz, isUpcomingCollapsed }).map(({ id }) => id)

const late = row('late', 'upcoming', at('2026-11-20T09:00:00Z'))
const soon = row('soon', 'upcoming', at('2026-11-25T09:00:00Z'))
const november = row('november', 'history', at('2026-11-02T09:00:00Z'))
const october = row('october', 'history', at('2026-10-31T09:00:00Z'))
const draft = row('draft', 'undated', null)

describe('TL-06 the list in its parts', () => {
  test('drafts, what is to come around now, then the history by months', () => {
    expect(shown(listOf([draft, late, soon, november, october]))).toEqual([
      'block/undated',
      'draft',
      'block/upcoming',
      'late',
      'now',
      'soon',
      'block/history',
      'month/2026-11',
      'november',
      'month/2026-10',
      'october',
    ])
  })

  test('with nothing to come, now stands above the history', () => {
    expect(shown(listOf([november]))).toEqual(['now', 'block/history', 'month/2026-11', 'november'])
  })

  test('with only overdue ones, now stands behind them', () => {
    expect(shown(listOf([late, november]))).toEqual([
      'block/upcoming',
      'late',
      'now',
      'block/history',
      'month/2026-11',
      'november',
    ])
  })

  test('a folded block leaves its heading', () => {
    expect(shown(listOf([late, soon, november]), true)).toEqual([
      'block/upcoming',
      'now',
      'block/history',
      'month/2026-11',
      'november',
    ])
  })

  test('an empty list has no headings', () => {
    expect(shown(listOf([]))).toEqual([])
  })

  test('the history waits until what is to come is complete, unless that is folded', () => {
    const list = listOf([soon, november], { upcoming: ['more'] })
    expect(shown(list)).toEqual(['block/upcoming', 'now', 'soon'])
    expect(shown(list, true)).toContain('november')
  })
})

test('TL-06 a month begins at local midnight, in the viewer’s zone', () => {
  // 31 October 23:30 UTC is 1 November 00:30 in Paris.
  const list = listOf([row('edge', 'history', at('2026-10-31T23:30:00Z'))])
  const months = (zone: string): string[] =>
    createItemBuilder()(list, { now, tz: zone, isUpcomingCollapsed: false })
      .filter(({ kind }) => kind === 'month')
      .map(({ id }) => id)
  expect(months('Europe/Paris')).toEqual(['month/2026-11'])
  expect(months('UTC')).toEqual(['month/2026-10'])
})

test('TL-06 the heading that sticks is the last one above', () => {
  const items = createItemBuilder()(listOf([late, soon, november, october]), {
    now,
    tz,
    isUpcomingCollapsed: false,
  })
  const heading = (id: string): string | undefined =>
    items[headingAbove(items, indexOfItem(items, id))]?.id
  expect(heading('soon')).toBe('block/upcoming')
  expect(heading('november')).toBe('month/2026-11')
  expect(heading('october')).toBe('month/2026-10')
  expect(headingAbove(items, -1)).toBe(-1)
})

test('ACT-23 the keyboard passes over headings', () => {
  const items = createItemBuilder()(listOf([late, soon, november]), {
    now,
    tz,
    isUpcomingCollapsed: false,
  })
  const next = (id: string, step: 1 | -1): string | undefined =>
    items[rowFrom(items, indexOfItem(items, id) + step, step)]?.id
  expect(next('late', 1)).toBe('soon')
  expect(next('soon', 1)).toBe('november')
  expect(next('november', -1)).toBe('soon')
  expect(next('late', -1)).toBeUndefined()
})

test('TL-17 a page added to the end, and a change above it, give the list that is built anew', () => {
  const build = createItemBuilder()
  const options = { now, tz, isUpcomingCollapsed: false }
  const earlier = row('earlier', 'history', at('2026-10-05T09:00:00Z'))
  let list = listOf([november, october], { history: ['more'] })
  build(list, options)

  list = withPage(list, 'history', { rows: [earlier], next: null }, 'newest')
  expect(build(list, options)).toEqual(createItemBuilder()(list, options))
  expect(build(list, options).at(-1)?.id).toBe('earlier')

  const moved = { ...november, startAt: at('2026-10-20T09:00:00Z') }
  list = withRows(list, ['november'], [moved], 'newest')
  expect(build(list, options).map(({ id }) => id)).toEqual([
    'now',
    'block/history',
    'month/2026-10',
    'october',
    'november',
    'earlier',
  ])
})

test('TL-08 rows of another filter replace as many rows of the one before', () => {
  const build = createItemBuilder()
  const options = { now, tz, isUpcomingCollapsed: false }
  build(listOf([november]), options)
  expect(build(listOf([october]), options).map(({ id }) => id)).toEqual([
    'now',
    'block/history',
    'month/2026-10',
    'october',
  ])
})
