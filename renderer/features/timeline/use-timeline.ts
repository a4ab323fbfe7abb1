import {
  computed,
  onScopeDispose,
  ref,
  shallowRef,
  watch,
  type ComputedRef,
  type Ref,
  type ShallowRef,
} from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import {
  timelineBlocks,
  type TimelineBlock,
  type TimelineFilter,
  type TimelineSummary,
} from '../../../core/contract/timeline.ts'
import type { BackendClient } from '../../data/use-backend.ts'
import { nextTurn } from './next-turn.ts'
import { createRowRefresh } from './row-refresh.ts'
import { createItemBuilder, shownBlocks, type TimelineItem } from './timeline-items.ts'
import {
  emptyList,
  entryCount,
  withPage,
  withRows,
  withoutFarRows,
  type Page,
  type TimelineList,
} from './timeline-list.ts'

/** A screen and a half of compact rows: enough to paint, little to wait for. */
const firstPageSize = 60
const pageSize = 200
const largestPage = 500
/** Rows kept ready below the screen: more than a fast fling passes while a page arrives. */
const rowsAhead = 1000
/** The same while nobody has scrolled: most timelines are opened to see their top. */
const rowsAheadAtTop = 200
/** A longer list is filtered, not scrolled; cards of this many stay below Chromium's tallest element. */
const mostEntries = 100_000
/** Whole rows kept in memory; of those farther from the screen only the place is. */
const mostRows = 50_000
/** The first paint goes before the counts. */
const firstCountMs = 30
const countPauseMs = 200
/** The longest delay that a timer holds. */
const longestDelayMs = 2 ** 31 - 1

export interface Timeline {
  items: ComputedRef<readonly TimelineItem[]>
  /** Some filter has been answered. */
  loaded: Ref<boolean>
  /** The answer to a new filter is on its way; the previous result stays meanwhile. */
  busy: Ref<boolean>
  error: ShallowRef<AppError | undefined>
  /** Counts for the filter; they follow the rows. */
  summary: ShallowRef<TimelineSummary | undefined>
  /** The list stops although there is more, because it is too long to scroll. */
  isCapped: Ref<boolean>
  hasMore: ComputedRef<boolean>
  /** Grows when the rows of another filter have come: the list begins at its top again. */
  opened: Ref<number>
  /** Tells which items are on screen: those ahead are made ready, far ones are let go. */
  show(first: number, last: number): void
  /** Reads on to the end of the list, as long as `goOn` says so. */
  loadToEnd(goOn: () => boolean): Promise<void>
  retry(): void
}

interface TimelineOptions {
  readonly backend: Pick<BackendClient, 'call' | 'subscribe'>
  /** `undefined` while the remembered filter is not known yet. */
  readonly filter: () => TimelineFilter | undefined
  readonly isUpcomingCollapsed: () => boolean
  /** UTC ms, changes once a minute. */
  readonly clock: () => number
  /** UTC ms. */
  readonly now?: () => number
}

/**
 * The activities that match a filter, page by page, kept right by the backend's changes.
 *
 * Every filter opens a generation, and answers to an earlier one are dropped. What changed while a
 * page was on its way is asked again when it arrives, since the page may be older than the change.
 */
export function useTimeline(options: TimelineOptions): Timeline {
  const { backend, isUpcomingCollapsed, clock, now = () => Date.now() } = options
  const list = shallowRef<TimelineList>(emptyList)
  const loaded = ref(false)
  const busy = ref(false)
  const isCapped = ref(false)
  const opened = ref(0)
  const error = shallowRef<AppError>()
  const summary = shallowRef<TimelineSummary>()
  /** The filter whose rows are shown; `wanted` may be ahead of it. */
  const shown = shallowRef<TimelineFilter>()

  let wanted: TimelineFilter | undefined
  let generation = 0
  let reading: Promise<void> | undefined
  let changedWhileReading: Set<string> | undefined
  let visible = { first: 0, last: 0 }
  let countTimer: ReturnType<typeof setTimeout> | undefined
  let turnTimer: ReturnType<typeof setTimeout> | undefined
  const restoring = new Set<string>()

  const buildItems = createItemBuilder()
  const items = computed(() =>
    shown.value
      ? buildItems(list.value, {
          now: clock(),
          tz: shown.value.tz,
          isUpcomingCollapsed: isUpcomingCollapsed(),
        })
      : [],
  )
  const blockToContinue = (of: TimelineList): TimelineBlock | undefined => {
    const block = shownBlocks(of, isUpcomingCollapsed()).at(-1)
    return block && of[block].next !== null ? block : undefined
  }
  const hasMore = computed(() => blockToContinue(list.value) !== undefined)

  const refresh = createRowRefresh(
    (ids) => backend.call('timeline.rows', { filter: shown.value!, ids: [...ids] }),
    (ids, rows) => {
      for (const id of ids) restoring.delete(id)
      list.value = withRows(list.value, ids, rows, shown.value!.order)
      awaitTurn()
    },
    (failure) => {
      restoring.clear()
      error.value = failure as AppError
    },
  )

  const readPage = (
    filter: TimelineFilter,
    block: TimelineBlock,
    limit: number,
    of: TimelineList,
  ) => backend.call('timeline.page', { filter, block, cursor: of[block].next, limit })

  /** Replaces the list, at least as far down as `rows` reach. */
  async function open(rows: number): Promise<void> {
    if (!wanted) return
    const filter = wanted
    const mine = ++generation
    reading = undefined
    changedWhileReading = new Set()
    busy.value = true
    clearTimeout(countTimer)
    try {
      const limit = Math.min(largestPage, Math.max(firstPageSize, rows))
      const pages: Page[] = await Promise.all(
        timelineBlocks.map((block) => readPage(filter, block, limit, emptyList)),
      )
      let fresh = emptyList
      timelineBlocks.forEach(
        (block, at) => (fresh = withPage(fresh, block, pages[at]!, filter.order)),
      )
      for (;;) {
        if (mine !== generation) return
        const block = blockToContinue(fresh)
        if (!block || entryCount(fresh) >= Math.min(rows, mostEntries)) break
        const page = await readPage(filter, block, largestPage, fresh)
        fresh = withPage(fresh, block, page, filter.order)
      }
      refresh.clear()
      restoring.clear()
      list.value = fresh
      if (shown.value !== filter) opened.value++
      shown.value = filter
      loaded.value = true
      isCapped.value = false
      error.value = undefined
      settle()
      countSoon(firstCountMs)
    } catch (failure) {
      if (mine === generation) error.value = failure as AppError
    } finally {
      if (mine === generation) busy.value = false
    }
  }

  function loadMore(limit: number): Promise<void> {
    if (reading) return reading
    const mine = generation
    const run = append(limit).finally(() => {
      if (mine === generation) reading = undefined
    })
    reading = run
    return run
  }

  async function append(limit: number): Promise<void> {
    const block = blockToContinue(list.value)
    const filter = shown.value
    if (!block || !filter) return
    if (entryCount(list.value) >= mostEntries) {
      isCapped.value = true
      return
    }
    const mine = generation
    changedWhileReading = new Set()
    try {
      const page = await readPage(filter, block, limit, list.value)
      if (mine !== generation) return
      list.value = withPage(list.value, block, page, filter.order)
      settle()
    } catch (failure) {
      if (mine === generation) error.value = failure as AppError
    }
  }

  /** After a page. */
  function settle(): void {
    refresh.add(changedWhileReading ?? [])
    changedWhileReading = undefined
    if (entryCount(list.value) > mostRows) {
      const center = items.value[Math.round((visible.first + visible.last) / 2)]
      list.value = withoutFarRows(list.value, center?.id, mostRows)
    }
    awaitTurn()
  }

  function countSoon(delayMs: number): void {
    clearTimeout(countTimer)
    countTimer = setTimeout(() => void count(), delayMs)
  }
  async function count(): Promise<void> {
    const mine = generation
    try {
      const counted = await backend.call('timeline.summary', { filter: shown.value! })
      if (mine === generation) summary.value = counted
    } catch (failure) {
      if (mine === generation) error.value = failure as AppError
    }
  }

  /** What is planned becomes overdue, and what is to come past, with the clock alone. */
  function awaitTurn(): void {
    clearTimeout(turnTimer)
    const turn = nextTurn(list.value.upcoming.entries, now())
    if (!turn) return
    turnTimer = setTimeout(
      () => {
        if (now() <= turn.at) return awaitTurn()
        refresh.add(turn.ids)
        countSoon(countPauseMs)
      },
      Math.min(turn.at - now() + 1, longestDelayMs),
    )
  }

  function show(first: number, last: number): void {
    visible = { first, last }
    if (!loaded.value || busy.value || error.value) return
    restore(first - rowsAhead, last + rowsAhead)
    const ahead = first === 0 ? rowsAheadAtTop : rowsAhead
    if (items.value.length - last > ahead || !hasMore.value || isCapped.value || reading) return
    const mine = generation
    void loadMore(pageSize).then(() => {
      if (mine === generation) show(visible.first, visible.last)
    })
  }

  /** Brings back the forgotten rows between two items. */
  function restore(from: number, to: number): void {
    const forgotten: string[] = []
    for (let at = Math.max(0, from); at <= to && at < items.value.length; at++) {
      const item = items.value[at]!
      if (item.kind === 'row' && !item.row && !restoring.has(item.id)) forgotten.push(item.id)
    }
    for (const id of forgotten) restoring.add(id)
    refresh.add(forgotten)
  }

  async function loadToEnd(goOn: () => boolean): Promise<void> {
    const mine = generation
    while (
      !busy.value &&
      hasMore.value &&
      !isCapped.value &&
      !error.value &&
      mine === generation &&
      goOn()
    )
      await loadMore(largestPage)
  }

  /** Of another customer's rows nothing is shown, not even while the answer is on its way. */
  function clear(): void {
    generation++
    clearTimeout(countTimer)
    clearTimeout(turnTimer)
    refresh.clear()
    restoring.clear()
    list.value = emptyList
    shown.value = undefined
    summary.value = undefined
    loaded.value = false
    error.value = undefined
  }

  const retry = (): void => {
    error.value = undefined
    void open(visible.last + 1)
  }

  watch(
    // By value: the filter is computed anew with the clock, and mostly stays the same.
    () => JSON.stringify(options.filter()),
    () => {
      wanted = options.filter()
      visible = { first: 0, last: 0 }
      if (shown.value && wanted?.customerId !== shown.value.customerId) clear()
      void open(0)
    },
    { immediate: true },
  )
  watch(isUpcomingCollapsed, () => show(visible.first, visible.last))

  const unsubscribe = backend.subscribe(
    'timeline.changes',
    {},
    ({ ids, all }) => {
      if (all) return void open(visible.last + 1)
      for (const id of ids) changedWhileReading?.add(id)
      if (!shown.value) return
      refresh.add(ids)
      countSoon(countPauseMs)
    },
    (failure) => (error.value = failure),
  )
  onScopeDispose(() => {
    generation++
    refresh.clear()
    clearTimeout(countTimer)
    clearTimeout(turnTimer)
    unsubscribe()
  })

  return { items, loaded, busy, error, summary, isCapped, hasMore, opened, show, loadToEnd, retry }
}
