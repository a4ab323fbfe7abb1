import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { AppError } from '../../../core/contract/app-error.ts'
import type { TimelineFilter, TimelineRow } from '../../../core/contract/timeline.ts'
import { createFakeBackend, type FakeAnswers } from '../../testing/fake-backend.ts'
import { FakeTimeline, minute, timelineRow } from './fake-timeline.ts'
import { useTimeline, type Timeline } from './use-timeline.ts'

const start = Date.parse('2026-11-24T12:00:00Z')
const filterOf = (part: Partial<TimelineFilter> = {}): TimelineFilter => ({
  customerId: 'customer-1',
  includeBranches: false,
  from: null,
  to: null,
  typeIds: [],
  teamIds: [],
  includeFormerMembers: false,
  assigneeIds: [],
  statuses: [],
  hasAttachment: null,
  reports: null,
  verification: null,
  createdByMe: false,
  syncStates: [],
  newsSince: null,
  text: '',
  order: 'newest',
  tz: 'Europe/Paris',
  ...part,
})
const history = (count: number): TimelineRow[] =>
  Array.from({ length: count }, (_, n) =>
    timelineRow({
      id: `h${n}`,
      startAt: start - (n + 1) * minute,
      typeId: n % 2 ? 'call' : 'visit',
    }),
  )

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers({ now: start })
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function setUp(rows: readonly TimelineRow[], calls: FakeAnswers['calls'] = {}) {
  const store = new FakeTimeline(rows)
  const backend = createFakeBackend({
    calls: {
      'timeline.page': store.page,
      'timeline.rows': store.named,
      'timeline.summary': store.summary,
      ...calls,
    },
  })
  const filter = ref<TimelineFilter | undefined>(filterOf())
  const collapsed = ref(false)
  const timeline = scope.run(() =>
    useTimeline({
      backend: backend.client,
      filter: () => filter.value,
      isUpcomingCollapsed: () => collapsed.value,
      clock: () => start,
      now: () => Date.now(),
    }),
  ) as Timeline
  const write = (...written: TimelineRow[]): void => {
    for (const row of written) store.rows.set(row.id, row)
    backend.emit('timeline.changes', { ids: written.map(({ id }) => id), all: false })
  }
  return { store, backend, filter, collapsed, timeline, write }
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0)
const rowIds = ({ items }: Timeline): string[] =>
  items.value.flatMap((item) => (item.kind === 'row' ? [item.id] : []))

/** Answers that come when the test says so, in any order. */
function held<I, O>(answer: (input: I) => O) {
  const waiting: (() => void)[] = []
  return {
    waiting,
    call: (input: I): Promise<O> =>
      new Promise((resolve) => {
        const value = answer(input)
        waiting.push(() => resolve(value))
      }),
  }
}

describe('TL-17 first screen and following pages', () => {
  test('the first screen asks for one small page of each part, and counts afterwards', async () => {
    const { backend, timeline } = setUp(history(500))
    await settle()
    expect(backend.inputs('timeline.page').map(({ block, limit }) => [block, limit])).toEqual([
      ['undated', 60],
      ['upcoming', 60],
      ['history', 60],
    ])
    expect(rowIds(timeline)).toHaveLength(60)
    expect(backend.inputs('timeline.summary')).toEqual([])

    await vi.advanceTimersByTimeAsync(100)
    expect(timeline.summary.value?.total).toBe(500)
  })

  test('two hundred rows are ready below a list that nobody has scrolled', async () => {
    const { timeline } = setUp(history(5000))
    await settle()
    timeline.show(0, 20)
    await settle()
    const ready = timeline.items.value.length - 20
    expect(ready).toBeGreaterThan(200)
    expect(ready).toBeLessThanOrEqual(400)
  })

  test('a thousand rows are ready below the screen, and no more are read', async () => {
    const { timeline } = setUp(history(5000))
    await settle()
    timeline.show(1, 20)
    await settle()
    const ready = timeline.items.value.length - 20
    expect(ready).toBeGreaterThan(1000)
    expect(ready).toBeLessThanOrEqual(1200)
  })

  test('scrolling on reads on until the end', async () => {
    const { timeline } = setUp(history(900))
    await settle()
    for (let top = 0; timeline.hasMore.value; top += 100) {
      timeline.show(top, top + 20)
      await settle()
    }
    expect(rowIds(timeline)).toEqual(history(900).map(({ id }) => id))
  })

  test('the end of the list is read in large pages, as long as it is wanted', async () => {
    const { timeline, backend } = setUp(history(3000))
    await settle()
    let pages = 0
    await timeline.loadToEnd(() => ++pages <= 2)
    expect(rowIds(timeline)).toHaveLength(60 + 2 * 500)
    await timeline.loadToEnd(() => true)
    expect(rowIds(timeline)).toHaveLength(3000)
    expect(backend.inputs('timeline.page').at(-1)?.limit).toBe(500)
  })

  test('50,000 rows stay whole; beyond, far rows are let go and come back in sight', async () => {
    const rows = history(50_700)
    const { timeline, backend } = setUp(rows, {
      // By position: sorting this many for every page would take the test's time.
      'timeline.page': ({ block, cursor, limit = 100 }) => {
        const from = Number(cursor?.[0] ?? 0)
        const page = block === 'history' ? rows.slice(from, from + limit) : []
        return { rows: page, next: page.length === limit ? [from + limit] : null }
      },
    })
    await settle()
    timeline.show(0, 20)
    await timeline.loadToEnd(() => true)
    const forgotten = timeline.items.value.findIndex((item) => item.kind === 'row' && !item.row)
    expect(forgotten).toBeGreaterThan(50_000)

    timeline.show(forgotten - 10, forgotten + 10)
    await settle()
    expect(backend.inputs('timeline.rows').length).toBeGreaterThan(0)
    expect(
      timeline.items.value
        .slice(forgotten - 10, forgotten + 10)
        .every((item) => item.kind !== 'row' || item.row),
    ).toBe(true)
  }, 60_000)

  test('with what is to come folded away, the history is read', async () => {
    const upcoming = Array.from({ length: 200 }, (_, n) =>
      timelineRow({ id: `u${n}`, block: 'upcoming', startAt: start + (n + 1) * minute }),
    )
    const { timeline, collapsed } = setUp([...upcoming, ...history(3)])
    await settle()
    expect(rowIds(timeline)).not.toContain('h0')
    collapsed.value = true
    expect(rowIds(timeline)).toEqual(['h0', 'h1', 'h2'])
  })
})

describe('TL-14 another filter', () => {
  test('TL-01 of another customer nothing is shown until the answer is there', async () => {
    const mine = history(3)
    const others = [timelineRow({ id: 'other', customerId: 'customer-2', startAt: start - minute })]
    const store = new FakeTimeline()
    const page = held((input: Parameters<typeof store.page>[0]) => {
      store.rows.clear()
      const rows = input.filter.customerId === 'customer-2' ? others : mine
      for (const row of rows) store.rows.set(row.id, row)
      return store.page(input)
    })
    const { filter, timeline } = setUp([], { 'timeline.page': page.call })
    const answerAll = async (): Promise<void> => {
      for (const answer of page.waiting.splice(0)) answer()
      await vi.advanceTimersByTimeAsync(100)
    }
    await answerAll()
    expect(rowIds(timeline)).toEqual(['h0', 'h1', 'h2'])
    expect(timeline.summary.value).toBeDefined()

    filter.value = filterOf({ customerId: 'customer-2' })
    await vi.advanceTimersByTimeAsync(500)
    expect([rowIds(timeline), timeline.loaded.value, timeline.summary.value]).toEqual([
      [],
      false,
      undefined,
    ])
    await answerAll()
    expect([rowIds(timeline), timeline.loaded.value]).toEqual([['other'], true])
  })

  test('the previous result stays until the new one is there', async () => {
    const pages = held(new FakeTimeline(history(4)).page)
    const { timeline, filter } = setUp(history(4), { 'timeline.page': pages.call })
    await settle()
    for (const answer of pages.waiting.splice(0)) answer()
    await settle()
    expect(timeline.opened.value).toBe(1)

    filter.value = filterOf({ typeIds: ['call'] })
    await settle()
    expect(timeline.busy.value).toBe(true)
    expect(rowIds(timeline)).toEqual(['h0', 'h1', 'h2', 'h3'])

    for (const answer of pages.waiting.splice(0)) answer()
    await settle()
    expect(timeline.busy.value).toBe(false)
    expect(timeline.opened.value).toBe(2)
    expect(rowIds(timeline)).toEqual(['h1', 'h3'])
  })

  test('an answer to an earlier filter that comes last is dropped', async () => {
    const pages = held(new FakeTimeline(history(4)).page)
    const { timeline, filter } = setUp(history(4), { 'timeline.page': pages.call })
    filter.value = filterOf({ typeIds: ['call'] })
    await settle()
    const [first, second] = [pages.waiting.slice(0, 3), pages.waiting.slice(3)]
    for (const answer of second) answer()
    await settle()
    for (const answer of first) answer()
    await settle()
    expect(rowIds(timeline)).toEqual(['h1', 'h3'])
  })

  test('an equal filter asks nothing', async () => {
    const { backend, filter } = setUp(history(1))
    await settle()
    const asked = backend.inputs('timeline.page').length
    filter.value = filterOf()
    await settle()
    expect(backend.inputs('timeline.page')).toHaveLength(asked)
  })

  test('TL-09 a refused filter keeps the previous result and says why', async () => {
    const store = new FakeTimeline(history(2))
    const { timeline, filter } = setUp(history(2), {
      'timeline.page': (input) => {
        if (input.filter.from) throw new AppError('E-FLT-RANGE', 'End date is before start date')
        return store.page(input)
      },
    })
    await settle()
    filter.value = filterOf({ from: '2026-12-01', to: '2026-11-01' })
    await settle()
    expect(timeline.error.value?.code).toBe('E-FLT-RANGE')
    expect(rowIds(timeline)).toEqual(['h0', 'h1'])

    filter.value = filterOf()
    await settle()
    expect(timeline.error.value).toBeUndefined()
  })
})

describe('TL-17 changes', () => {
  test('a new row appears, a changed one changes, one that matches no more goes', async () => {
    const { timeline, write, store, backend } = setUp(history(3))
    await settle()
    write(timelineRow({ id: 'new', startAt: start - minute / 2 }))
    await settle()
    expect(rowIds(timeline)).toEqual(['new', 'h0', 'h1', 'h2'])

    store.rows.delete('h1')
    backend.emit('timeline.changes', { ids: ['h1'], all: false })
    write(timelineRow({ id: 'h2', startAt: start - 3 * minute, title: 'Retour' }))
    await settle()
    expect(rowIds(timeline)).toEqual(['new', 'h0', 'h2'])
    const last = timeline.items.value.at(-1)
    expect(last?.kind === 'row' && last.row?.title).toBe('Retour')
  })

  test('counts follow', async () => {
    const { timeline, write } = setUp(history(3))
    await vi.advanceTimersByTimeAsync(100)
    write(timelineRow({ id: 'new', startAt: start - minute / 2 }))
    await vi.advanceTimersByTimeAsync(300)
    expect(timeline.summary.value?.total).toBe(4)
  })

  test('a change while a page is on its way is not undone by the page', async () => {
    const store = new FakeTimeline(history(100))
    const pages = held(store.page)
    const { timeline, backend } = setUp([], {
      'timeline.page': pages.call,
      'timeline.rows': store.named,
    })
    await settle()
    // The answers are worked out, and on their way, before the change.
    store.rows.set('h0', timelineRow({ id: 'h0', startAt: start - minute, title: 'Neuf' }))
    store.rows.delete('h1')
    backend.emit('timeline.changes', { ids: ['h0', 'h1'], all: false })
    for (const answer of pages.waiting.splice(0)) answer()
    await settle()
    const first = timeline.items.value.find((item) => item.kind === 'row')
    expect(first?.kind === 'row' && first.row?.title).toBe('Neuf')
    expect(rowIds(timeline)).not.toContain('h1')
  })

  test('changes in a burst are asked one request at a time', async () => {
    const store = new FakeTimeline(history(5))
    const rows = held(store.named)
    const { backend } = setUp(history(5), { 'timeline.rows': rows.call })
    await settle()
    for (const id of ['h0', 'h1', 'h2']) backend.emit('timeline.changes', { ids: [id], all: false })
    await settle()
    expect(backend.inputs('timeline.rows').map(({ ids }) => ids)).toEqual([['h0']])
    rows.waiting.shift()?.()
    await settle()
    expect(backend.inputs('timeline.rows').map(({ ids }) => ids)).toEqual([['h0'], ['h1', 'h2']])
  })

  test('when everything may have changed, the list is read again as far as the screen', async () => {
    const { timeline, store, backend } = setUp(history(2000))
    await settle()
    timeline.show(0, 20)
    await settle()
    timeline.show(700, 720)
    await settle()
    store.rows.delete('h700')
    const before = timeline.opened.value
    backend.emit('timeline.changes', { ids: [], all: true })
    await settle()
    expect(rowIds(timeline)).not.toContain('h700')
    expect(rowIds(timeline).length).toBeGreaterThanOrEqual(720)
    // The same filter: the screen stays where it is.
    expect(timeline.opened.value).toBe(before)
  })
})

test('TL-07 a planned activity becomes overdue when the clock passes its end', async () => {
  const planned = timelineRow({
    id: 'planned',
    block: 'upcoming',
    status: 'planned',
    startAt: start - 10 * minute,
    endAt: start + 5 * minute,
  })
  const { timeline, store } = setUp([planned])
  await settle()
  store.rows.set('planned', { ...planned, overdue: true })
  await vi.advanceTimersByTimeAsync(4 * minute)
  const overdue = (): boolean => {
    const item = timeline.items.value.find(({ kind }) => kind === 'row')
    return item?.kind === 'row' && Boolean(item.row?.overdue)
  }
  expect(overdue()).toBe(false)
  await vi.advanceTimersByTimeAsync(minute + 1)
  expect(overdue()).toBe(true)
})

test('TL-17 after an error nothing is read until it is asked again', async () => {
  let isDown = false
  const store = new FakeTimeline(history(500))
  const { timeline, backend } = setUp([], {
    'timeline.page': (input) => {
      if (isDown) throw new AppError('TIMEOUT', 'no answer')
      return store.page(input)
    },
  })
  await settle()
  isDown = true
  timeline.show(0, 20)
  await settle()
  expect(timeline.error.value?.code).toBe('TIMEOUT')
  const asked = backend.inputs('timeline.page').length
  timeline.show(10, 30)
  await settle()
  expect(backend.inputs('timeline.page')).toHaveLength(asked)

  isDown = false
  timeline.retry()
  await settle()
  expect(timeline.error.value).toBeUndefined()
})

test('TL-15 nothing is asked until the remembered filter is known', async () => {
  const { backend, filter } = setUp(history(1))
  scope.stop()
  scope = effectScope()
  filter.value = undefined
  const asked = backend.inputs('timeline.page').length
  scope.run(() =>
    useTimeline({
      backend: backend.client,
      filter: () => filter.value,
      isUpcomingCollapsed: () => false,
      clock: () => start,
    }),
  )
  await settle()
  expect(backend.inputs('timeline.page')).toHaveLength(asked)
})
