import {
  timelineBlocks,
  type TimelineBlock,
  type TimelineRow,
} from '../../../core/contract/timeline.ts'
import { dayBounds } from '../../../core/domain/time/date-range.ts'
import { monthKey } from '../../../core/domain/time/month-key.ts'
import type { Entry, TimelineList } from './timeline-list.ts'

export interface BlockHeading {
  readonly kind: 'block'
  readonly id: string
  readonly block: TimelineBlock
}
export interface MonthHeading {
  readonly kind: 'month'
  readonly id: string
  /** `YYYY-MM` */
  readonly month: string
}
interface NowMarker {
  readonly kind: 'now'
  readonly id: 'now'
}
/** One line of the list on screen, `id` unique among them. */
export type TimelineItem = Entry | BlockHeading | MonthHeading | NowMarker

interface ItemOptions {
  /** UTC ms. */
  readonly now: number
  /** The viewer's zone, which decides the month of a row. */
  readonly tz: string
  readonly isUpcomingCollapsed: boolean
}

/** The blocks on screen: each only once those before it are complete, so that none has a gap. */
export function shownBlocks(list: TimelineList, isUpcomingCollapsed: boolean): TimelineBlock[] {
  const shown: TimelineBlock[] = []
  for (const block of timelineBlocks) {
    const { loaded, next } = list[block]
    if (!loaded) break
    shown.push(block)
    const isFolded = block === 'upcoming' && isUpcomingCollapsed
    if (next !== null && !isFolded) break
  }
  return shown
}

type ItemBuilder = (list: TimelineList, options: ItemOptions) => readonly TimelineItem[]

/**
 * Makes the list from top to bottom: headings, marker and rows (TL-06). The history has a heading a
 * month; the marker stands between what has begun and what is to come.
 *
 * The builder remembers the last history it made, because pages mostly add to its end, and walking
 * through 50,000 rows for each of them would be felt while scrolling.
 */
export function createItemBuilder(): ItemBuilder {
  let made:
    | { edits: number; entries: readonly Entry[]; tz: string; items: readonly TimelineItem[] }
    | undefined

  function historyItems(
    entries: readonly Entry[],
    edits: number,
    tz: string,
  ): readonly TimelineItem[] {
    const before = made?.edits === edits && made.tz === tz ? made : undefined
    const nothing: readonly TimelineItem[] = []
    const done =
      before && continues(entries, before.entries)
        ? { items: before.items, length: before.entries.length }
        : { items: nothing, length: 0 }
    const monthOf = monthFinder(tz)
    const lastBefore = entries[done.length - 1]?.startAt
    let month = lastBefore === undefined || lastBefore === null ? undefined : monthOf(lastBefore)
    const added: TimelineItem[] = []
    for (const entry of entries.slice(done.length)) {
      if (entry.startAt !== null) {
        const its = monthOf(entry.startAt)
        if (its !== month) added.push({ kind: 'month', id: `month/${its}`, month: its })
        month = its
      }
      added.push(entry)
    }
    const items = added.length > 0 ? done.items.concat(added) : done.items
    made = { edits, entries, tz, items }
    return items
  }

  return (list, { now, tz, isUpcomingCollapsed }) => {
    const head: TimelineItem[] = []
    let hasMarker = false
    const mark = (): void => {
      if (!hasMarker) head.push({ kind: 'now', id: 'now' })
      hasMarker = true
    }
    for (const block of shownBlocks(list, isUpcomingCollapsed)) {
      const { entries, edits } = list[block]
      if (entries.length === 0) continue
      if (block === 'history') mark()
      head.push({ kind: 'block', id: `block/${block}`, block })
      if (block === 'history') return head.concat(historyItems(entries, edits, tz))
      if (block === 'upcoming' && isUpcomingCollapsed) continue
      for (const entry of entries) {
        if (block === 'upcoming' && (entry.startAt ?? 0) > now) mark()
        head.push(entry)
      }
    }
    return head
  }
}

/** Whether unedited entries only grew at their end; those of another filter are other objects. */
function continues(entries: readonly Entry[], before: readonly Entry[]): boolean {
  const last = before.length - 1
  return last >= 0 && entries[0] === before[0] && entries[last] === before[last]
}

/** Months change rarely from row to row: the calendar is asked once a month, not once a row. */
function monthFinder(tz: string): (at: number) => string {
  let month = ''
  let fromAt = 0
  let toAt = 0
  return (at) => {
    if (at >= fromAt && at < toAt) return month
    month = monthKey(at, tz)
    const bounds = monthBounds(month, tz)
    fromAt = bounds.fromAt
    toAt = bounds.toAt
    return month
  }
}

const boundsByMonth = new Map<string, { fromAt: number; toAt: number }>()

function monthBounds(month: string, tz: string): { fromAt: number; toAt: number } {
  const key = `${tz}/${month}`
  const known = boundsByMonth.get(key)
  if (known) return known
  const [year, number] = month.split('-').map(Number) as [number, number]
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
  const startOf = (name: string): number => dayBounds({ from: `${name}-01` }, tz).fromAt!
  const bounds = { fromAt: startOf(month), toAt: startOf(next) }
  boundsByMonth.set(key, bounds)
  return bounds
}

/** Where the item with this id stands; −1 when it is not on screen. */
export function indexOfItem(items: readonly TimelineItem[], id: string): number {
  return items.findIndex((item) => item.id === id)
}

/** The first row at or after `from` in the direction `step`; −1 when there is none. */
export function rowFrom(items: readonly TimelineItem[], from: number, step: 1 | -1): number {
  for (let index = from; index >= 0 && index < items.length; index += step)
    if (items[index]!.kind === 'row') return index
  return -1
}

/** The heading that covers the item at `index` and so sticks to the top; −1 above the first. */
export function headingAbove(items: readonly TimelineItem[], index: number): number {
  for (let at = Math.min(index, items.length - 1); at >= 0; at--) {
    const { kind } = items[at]!
    if (kind === 'block' || kind === 'month') return at
  }
  return -1
}

export const rowOf = (item: TimelineItem | undefined): TimelineRow | undefined =>
  item?.kind === 'row' ? item.row : undefined
