import type { Cursor } from '../../../core/contract/customers.ts'
import {
  timelineBlocks,
  type TimelineBlock,
  type TimelineRow,
} from '../../../core/contract/timeline.ts'
import { truncateToMinute } from '../../../core/domain/time/instant.ts'
import { comparePlaces, type RowPlace, type TimelineOrder } from './timeline-order.ts'

/** One activity of the list. Far from the screen only its place is kept, so that memory is bounded. */
export interface Entry extends RowPlace {
  readonly kind: 'row'
  /** `undefined` when forgotten; `withRows` brings it back. */
  readonly row: TimelineRow | undefined
}

export interface BlockList {
  readonly entries: readonly Entry[]
  /** Where the following page begins; `null` when the block is complete. */
  readonly next: Cursor | null
  /** The last row that a page brought: what sorts after it comes with a later page. */
  readonly frontier: RowPlace | undefined
  /** The first page is there. */
  readonly loaded: boolean
  /** Grows with every change of `entries` other than rows added at the end. */
  readonly edits: number
}
export type TimelineList = Readonly<Record<TimelineBlock, BlockList>>

export interface Page {
  readonly rows: readonly TimelineRow[]
  readonly next: Cursor | null
}

const notLoaded: BlockList = {
  entries: [],
  next: null,
  frontier: undefined,
  loaded: false,
  edits: 0,
}
export const emptyList: TimelineList = {
  undated: notLoaded,
  upcoming: notLoaded,
  history: notLoaded,
}

const toEntry = (row: TimelineRow): Entry => ({
  kind: 'row',
  id: row.id,
  block: row.block,
  startAt: row.startAt,
  endAt: row.endAt,
  createdAt: row.createdAt,
  row,
})

/** Adds the following page of a block. Rows that moved here from elsewhere leave their old place. */
export function withPage(
  list: TimelineList,
  block: TimelineBlock,
  page: Page,
  order: TimelineOrder,
): TimelineList {
  const cleared = without(list, new Set(page.rows.map((row) => row.id)))
  const { entries, frontier, edits } = cleared[block]
  const incoming = page.rows.map(toEntry)
  const [first, last, end] = [incoming[0], incoming.at(-1), entries.at(-1)]
  const isAppended = !first || !end || comparePlaces(end, first, order) < 0
  return {
    ...cleared,
    [block]: {
      entries: isAppended ? entries.concat(incoming) : merged(entries, incoming, order),
      next: page.next,
      frontier: last ?? frontier,
      loaded: true,
      edits: isAppended ? edits : edits + 1,
    },
  }
}

/**
 * The list after a change: `rows` are those of `ids` that match the filter now; the others go.
 * A row that belongs behind the pages read so far is left out, because its page will bring it.
 */
export function withRows(
  list: TimelineList,
  ids: readonly string[],
  rows: readonly TimelineRow[],
  order: TimelineOrder,
): TimelineList {
  const cleared = without(list, new Set(ids))
  const patched = { ...cleared }
  for (const block of timelineBlocks) {
    const { entries, next, frontier, loaded, edits } = cleared[block]
    const isWithinPages = (row: TimelineRow): boolean =>
      loaded && (next === null || (!!frontier && !isBehind(row, frontier, order)))
    const incoming = rows.filter((row) => row.block === block && isWithinPages(row)).map(toEntry)
    if (incoming.length === 0) continue
    incoming.sort((a, b) => comparePlaces(a, b, order))
    patched[block] = {
      ...cleared[block],
      entries: merged(entries, incoming, order),
      edits: edits + 1,
    }
  }
  return patched
}

/** Keeps the rows of at most `limit` entries around the entry `centerId`, and the places of all. */
export function withoutFarRows(
  list: TimelineList,
  centerId: string | undefined,
  limit: number,
): TimelineList {
  if (entryCount(list) <= limit) return list
  const all = timelineBlocks.flatMap((block) => list[block].entries)
  const center = Math.max(
    0,
    all.findIndex(({ id }) => id === centerId),
  )
  const first = Math.max(0, Math.min(center - Math.ceil(limit / 2), all.length - limit))
  const kept = { ...list }
  let offset = 0
  for (const block of timelineBlocks) {
    const { entries } = list[block]
    const isKept = (index: number): boolean =>
      offset + index >= first && offset + index < first + limit
    if (entries.some((entry, index) => entry.row && !isKept(index)))
      kept[block] = {
        ...list[block],
        entries: entries.map((entry, index) =>
          entry.row && !isKept(index) ? { ...entry, row: undefined } : entry,
        ),
        edits: list[block].edits + 1,
      }
    offset += entries.length
  }
  return kept
}

export function entryCount(list: TimelineList): number {
  return timelineBlocks.reduce((sum, block) => sum + list[block].entries.length, 0)
}

function without(list: TimelineList, ids: ReadonlySet<string>): TimelineList {
  const remaining = { ...list }
  for (const block of timelineBlocks) {
    const { entries, edits } = list[block]
    if (!entries.some((entry) => ids.has(entry.id))) continue
    remaining[block] = {
      ...list[block],
      entries: entries.filter((entry) => !ids.has(entry.id)),
      edits: edits + 1,
    }
  }
  return remaining
}

/**
 * Whether a row belongs to a page that is still to come. Matches of a text are paged in order of the
 * minute they start in, so within the frontier's minute a row may belong to either.
 */
function isBehind(row: RowPlace, frontier: RowPlace, order: TimelineOrder): boolean {
  const isSameMinute =
    row.startAt !== null &&
    frontier.startAt !== null &&
    truncateToMinute(row.startAt) === truncateToMinute(frontier.startAt)
  return comparePlaces(row, frontier, order) > 0 && !isSameMinute
}

/** Merges two runs that are each in order; few rows come into a long list, mostly at its end. */
function merged(
  entries: readonly Entry[],
  incoming: readonly Entry[],
  order: TimelineOrder,
): readonly Entry[] {
  const result: Entry[] = []
  let position = 0
  for (const entry of incoming) {
    const place = placeOf(entry, entries, position, order)
    for (; position < place; position++) result.push(entries[position]!)
    result.push(entry)
  }
  for (; position < entries.length; position++) result.push(entries[position]!)
  return result
}

/** The first index from `from` on whose entry does not come before `entry`. */
function placeOf(
  entry: Entry,
  entries: readonly Entry[],
  from: number,
  order: TimelineOrder,
): number {
  let low = from
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (comparePlaces(entries[middle]!, entry, order) < 0) low = middle + 1
    else high = middle
  }
  return low
}
