import { describe, expect, test } from 'vitest'
import {
  cleared,
  datesOf,
  isFiltered,
  isSameFilter,
  noFilter,
  rangeError,
  readRememberedFilter,
  toTimelineFilter,
  type RememberedFilter,
} from './remembered-filter.ts'

const context = {
  customerId: 'customer-1',
  tz: 'Europe/Paris',
  now: Date.parse('2026-11-24T12:00:00Z'),
  newsSince: Date.parse('2026-11-24T11:00:00Z'),
}
const choose = (part: Partial<RememberedFilter>): RememberedFilter => ({ ...noFilter, ...part })

describe('TL-15 what is remembered', () => {
  test('comes back as it was', () => {
    const choice = choose({
      text: 'devis',
      dates: { quick: 'last7Days' },
      typeIds: ['visit'],
      statuses: ['overdue'],
      order: 'oldest',
    })
    expect(readRememberedFilter(JSON.parse(JSON.stringify(choice)))).toEqual(choice)
  })

  test('a value that this version does not know is left out, the others stay', () => {
    expect(readRememberedFilter({ typeIds: ['visit'], statuses: ['unheard'], order: 3 })).toEqual(
      choose({ typeIds: ['visit'] }),
    )
    expect(readRememberedFilter('nonsense')).toEqual(noFilter)
  })

  test('a view is the current one when its filter is equal', () => {
    const choice = choose({ typeIds: ['visit'] })
    expect(isSameFilter(readRememberedFilter({ typeIds: ['visit'] }), choice)).toBe(true)
    expect(isSameFilter(noFilter, choice)).toBe(false)
  })
})

describe('TL-10 quick ranges', () => {
  test('are remembered by name and mean the days of today', () => {
    const dates = { quick: 'last7Days' } as const
    expect(datesOf(dates, context)).toEqual({ from: '2026-11-18', to: '2026-11-24' })
    const tomorrow = { ...context, now: context.now + 86_400_000 }
    expect(datesOf(dates, tomorrow)).toEqual({ from: '2026-11-19', to: '2026-11-25' })
  })
})

describe('TL-09 dates at choice', () => {
  test('either end may be open', () => {
    expect(
      toTimelineFilter(choose({ dates: { from: '2026-11-01', to: null } }), context),
    ).toMatchObject({ from: '2026-11-01', to: null })
    expect(rangeError('2026-11-01', null)).toBeUndefined()
  })

  test('an end before the start is refused, not swapped', () => {
    expect(rangeError('2026-11-02', '2026-11-01')?.code).toBe('E-FLT-RANGE')
    expect(rangeError('2026-11-01', '2026-11-01')).toBeUndefined()
  })
})

test('TL-19 news are what nobody has seen, or only since they were asked for', () => {
  expect(toTimelineFilter(noFilter, context).newsSince).toBeNull()
  expect(toTimelineFilter(choose({ news: true }), context).newsSince).toBe(context.newsSince)
})

test('TL-12 branches are included on the screen of a customer only', () => {
  const choice = choose({ includeBranches: true })
  expect(toTimelineFilter(choice, context).includeBranches).toBe(true)
  expect(toTimelineFilter(choice, { ...context, customerId: null }).includeBranches).toBe(false)
})

test('TL-11 former members count only together with a team', () => {
  expect(
    toTimelineFilter(choose({ includeFormerMembers: true }), context).includeFormerMembers,
  ).toBe(false)
  expect(
    toTimelineFilter(choose({ includeFormerMembers: true, teamIds: ['south'] }), context),
  ).toMatchObject({ includeFormerMembers: true, teamIds: ['south'] })
})

test('TL-14 Clear all takes off what narrows the list and keeps its order and its branches', () => {
  const choice = choose({
    text: 'devis',
    hasAttachment: true,
    createdByMe: true,
    teamIds: ['south'],
    order: 'oldest',
    includeBranches: true,
  })
  expect(isFiltered(choice)).toBe(true)
  expect(cleared(choice)).toEqual(choose({ order: 'oldest', includeBranches: true }))
  expect(isFiltered(cleared(choice))).toBe(false)
})

test('TL-13 each filter alone narrows the list', () => {
  const parts: Partial<RememberedFilter>[] = [
    { text: 'devis' },
    { dates: { quick: 'today' } },
    { typeIds: ['visit'] },
    { teamIds: ['south'] },
    { assigneeIds: ['user-1'] },
    { statuses: ['done'] },
    { hasAttachment: true },
    { reports: 'missing' },
    { createdByMe: true },
    { syncStates: ['local'] },
    { news: true },
  ]
  for (const part of parts) expect(isFiltered(choose(part)), JSON.stringify(part)).toBe(true)
  expect(isFiltered(choose({ text: '  ' }))).toBe(false)
})
