import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timelineBlocks, type TimelineBlock } from '../../../core/contract/timeline.ts'
import { FakeTimeline, minute, timelineRow } from './fake-timeline.ts'
import {
  emptyList,
  entryCount,
  withPage,
  withRows,
  withoutFarRows,
  type TimelineList,
} from './timeline-list.ts'
import { comparePlaces, type TimelineOrder } from './timeline-order.ts'

const seed = 20_261_124
const order = 'newest'
const idsOf = (list: TimelineList, block: TimelineBlock = 'history'): string[] =>
  list[block].entries.map(({ id }) => id)
const rowAt = (id: string, minutes: number) => timelineRow({ id, startAt: minutes * minute })

function loadBlock(
  backend: FakeTimeline,
  list: TimelineList,
  block: TimelineBlock,
  by: TimelineOrder = order,
  limit = 2,
): TimelineList {
  const page = backend.page({
    filter: { tz: 'Europe/Paris', order: by },
    block,
    cursor: list[block].loaded ? list[block].next : null,
    limit,
  })
  return withPage(list, block, page, by)
}

describe('TL-17 pages', () => {
  test('follow one another without a gap or a double', () => {
    const backend = new FakeTimeline([5, 4, 3, 2, 1].map((n) => rowAt(`r${n}`, n)))
    let list = loadBlock(backend, emptyList, 'history')
    expect(idsOf(list)).toEqual(['r5', 'r4'])
    list = loadBlock(backend, list, 'history')
    list = loadBlock(backend, list, 'history')
    expect(idsOf(list)).toEqual(['r5', 'r4', 'r3', 'r2', 'r1'])
    expect(list.history.next).toBeNull()
  })

  test('a row that moved into a later page leaves its old place', () => {
    const backend = new FakeTimeline([4, 3, 2, 1].map((n) => rowAt(`r${n}`, n)))
    let list = loadBlock(backend, emptyList, 'history')
    backend.rows.set('r4', rowAt('r4', 0))
    list = loadBlock(backend, list, 'history')
    list = loadBlock(backend, list, 'history')
    expect(idsOf(list)).toEqual(['r3', 'r2', 'r1', 'r4'])
  })
})

describe('TL-02 changed rows', () => {
  const backend = new FakeTimeline([40, 30, 20, 10].map((n) => rowAt(`r${n}`, n)))
  const half = loadBlock(backend, emptyList, 'history')

  test('are put where they belong', () => {
    expect(idsOf(withRows(half, ['new'], [rowAt('new', 35)], order))).toEqual(['r40', 'new', 'r30'])
  })

  test('go when they match no more', () => {
    expect(idsOf(withRows(half, ['r40'], [], order))).toEqual(['r30'])
  })

  test('wait for their page when they belong behind the last one that was read', () => {
    expect(idsOf(withRows(half, ['new'], [rowAt('new', 25)], order))).toEqual(['r40', 'r30'])
    expect(idsOf(withRows(half, ['r40'], [rowAt('r40', 5)], order))).toEqual(['r30'])
  })

  test('are not lost between the last row and where the following page begins', () => {
    const shorter = withRows(half, ['r30'], [], order)
    expect(idsOf(withRows(shorter, ['new'], [rowAt('new', 35)], order))).toEqual(['r40', 'new'])
  })

  test('change their block', () => {
    const both = loadBlock(backend, half, 'upcoming')
    const moved = withRows(both, ['r40'], [{ ...rowAt('r40', 40), block: 'upcoming' }], order)
    expect(idsOf(moved)).toEqual(['r30'])
    expect(idsOf(moved, 'upcoming')).toEqual(['r40'])
  })

  test('stay out of a block that has not been read', () => {
    const moved = withRows(half, ['r40'], [{ ...rowAt('r40', 40), block: 'upcoming' }], order)
    expect(idsOf(moved, 'upcoming')).toEqual([])
  })
})

describe('TL-17 memory is bounded', () => {
  const backend = new FakeTimeline([6, 5, 4, 3, 2, 1].map((n) => rowAt(`r${n}`, n)))
  const full = loadBlock(backend, emptyList, 'history', order, 10)

  test('far rows are forgotten, their places are not', () => {
    const kept = withoutFarRows(full, 'r3', 2)
    expect(idsOf(kept)).toEqual(idsOf(full))
    expect(kept.history.entries.filter(({ row }) => row).map(({ id }) => id)).toEqual(['r4', 'r3'])
  })

  test('at an end of the list as many rows are kept as in the middle', () => {
    for (const center of ['r6', 'r1', undefined])
      expect(withoutFarRows(full, center, 3).history.entries.filter(({ row }) => row)).toHaveLength(
        3,
      )
  })

  test('a forgotten row comes back', () => {
    const kept = withoutFarRows(full, 'r1', 2)
    const restored = withRows(
      kept,
      ['r6'],
      backend.named({ filter: { tz: 'UTC' }, ids: ['r6'] }),
      order,
    )
    expect(restored.history.entries[0]?.row?.id).toBe('r6')
    expect(entryCount(restored)).toBe(6)
  })
})

test(`TL-02 pages and changes in any order give the backend's list (seed ${seed})`, () => {
  const block = fc.constantFrom(...timelineBlocks)
  const place = fc.record({
    id: fc.constantFrom(...'abcdefghijklmnop'),
    block,
    // Few minutes and equal creations: ties are the rule here.
    start: fc.integer({ min: 0, max: 6 }),
    end: fc.option(fc.integer({ min: 0, max: 3 })),
    createdAt: fc.integer({ min: 0, max: 1 }),
  })
  const step = fc.oneof(
    fc.record({ kind: fc.constant('page' as const), block, limit: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('write' as const), places: fc.array(place, { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('delete' as const), id: fc.constantFrom(...'abcdefghijklmnop') }),
    fc.record({
      kind: fc.constant('forget' as const),
      center: fc.constantFrom(...'abcdefghijklmnop'),
    }),
  )
  const toRow = ({
    id,
    block,
    start,
    end,
    createdAt,
  }: typeof place extends fc.Arbitrary<infer P> ? P : never) =>
    timelineRow({
      id,
      block,
      startAt: block === 'undated' ? null : start * minute,
      endAt: block === 'undated' || end === null ? null : (start + end) * minute,
      createdAt,
    })

  fc.assert(
    fc.property(
      fc.constantFrom<TimelineOrder>('newest', 'oldest'),
      fc.uniqueArray(place, { selector: ({ id }) => id }),
      fc.array(step, { maxLength: 40 }),
      (by, initial, steps) => {
        const backend = new FakeTimeline(initial.map(toRow))
        let list = emptyList
        for (const change of steps) {
          if (change.kind === 'page') {
            const { loaded, next } = list[change.block]
            if (!loaded || next) list = loadBlock(backend, list, change.block, by, change.limit)
          } else if (change.kind === 'forget') {
            list = withoutFarRows(list, change.center, 3)
          } else {
            const ids = change.kind === 'delete' ? [change.id] : change.places.map(({ id }) => id)
            if (change.kind === 'delete') backend.rows.delete(change.id)
            else for (const written of change.places) backend.rows.set(written.id, toRow(written))
            const rows = backend.named({ filter: { tz: 'UTC' }, ids: [...new Set(ids)] })
            list = withRows(list, ids, rows, by)
          }
          for (const name of timelineBlocks) {
            const { entries } = list[name]
            expect(entries).toEqual(entries.toSorted((a, b) => comparePlaces(a, b, by)))
          }
        }
        for (const name of timelineBlocks) {
          while (!list[name].loaded || list[name].next) list = loadBlock(backend, list, name, by)
          expect(idsOf(list, name)).toEqual(backend.block(name, by).map(({ id }) => id))
        }
      },
    ),
    { seed, numRuns: 500 },
  )
})
