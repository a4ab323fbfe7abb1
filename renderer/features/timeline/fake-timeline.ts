import type { AppContract } from '../../../core/contract/contract.ts'
import type { Input, Output } from '../../../core/contract/operation.ts'
import type {
  TimelineBlock,
  TimelineFilter,
  TimelineRow,
  TimelineSummary,
} from '../../../core/contract/timeline.ts'
import { comparePlaces, type TimelineOrder } from './timeline-order.ts'

export const minute = 60_000

/** A row for tests; what is left out is plain. */
export function timelineRow(part: Partial<TimelineRow> & { id: string }): TimelineRow {
  return {
    block: 'history',
    typeId: 'type-visit',
    customerId: 'customer-1',
    customerName: 'Garage Martin',
    parentName: null,
    customerGone: false,
    title: null,
    startAt: 0,
    endAt: null,
    tz: 'Europe/Paris',
    customerTz: null,
    status: 'done',
    overdue: false,
    assigneeId: 'user-1',
    attachmentCount: 0,
    noteCount: 0,
    reportCount: 0,
    report: null,
    verification: null,
    firstLine: '',
    excerpt: '',
    lastNote: null,
    createdAt: 0,
    may: { edit: null, delete: null },
    deletedAt: null,
    syncState: null,
    news: [],
    ...part,
  }
}

/** Answers `timeline.*` from rows in memory, with keyset pages as the backend has them. */
export class FakeTimeline {
  readonly rows = new Map<string, TimelineRow>()

  constructor(rows: readonly TimelineRow[] = []) {
    for (const row of rows) this.rows.set(row.id, row)
  }

  block(
    block: TimelineBlock,
    order: TimelineOrder,
    filter?: Partial<TimelineFilter>,
  ): TimelineRow[] {
    return [...this.rows.values()]
      .filter((row) => row.block === block && matches(row, filter))
      .sort((a, b) => comparePlaces(a, b, order))
  }

  page = (input: Input<AppContract['timeline.page']>): Output<AppContract['timeline.page']> => {
    const { filter, block, cursor = null, limit = 100 } = input
    const order = filter.order ?? 'newest'
    const last = cursor && decode(cursor, block)
    const rows = this.block(block, order, filter as Partial<TimelineFilter>)
      .filter((row) => !last || comparePlaces(row, last, order) > 0)
      .slice(0, limit)
    const end = rows.at(-1)
    const next = end && rows.length === limit ? encode(end) : null
    return { rows, next }
  }

  named = ({
    filter,
    ids,
  }: Input<AppContract['timeline.rows']>): Output<AppContract['timeline.rows']> =>
    ids.flatMap((id) => {
      const row = this.rows.get(id)
      return row && matches(row, filter as Partial<TimelineFilter>) ? [row] : []
    })

  summary = (): TimelineSummary => {
    const count = (block: TimelineBlock): number => this.block(block, 'newest').length
    return {
      total: this.rows.size,
      undated: count('undated'),
      upcoming: count('upcoming'),
      overdue: [...this.rows.values()].filter(({ overdue }) => overdue).length,
      history: count('history'),
      fromBranches: 0,
      facets: { types: [], assignees: [], teams: [], statuses: [], syncStates: [] },
    }
  }
}

const matches = (row: TimelineRow, filter: Partial<TimelineFilter> = {}): boolean =>
  !filter.typeIds?.length || filter.typeIds.includes(row.typeId)

type Cursor = (string | number | null)[]
const encode = ({ startAt, endAt, createdAt, id }: TimelineRow): Cursor => [
  startAt,
  endAt,
  createdAt,
  id,
]
const decode = (cursor: Cursor, block: TimelineBlock) => ({
  block,
  startAt: cursor[0] as number | null,
  endAt: cursor[1] as number | null,
  createdAt: cursor[2] as number,
  id: cursor[3] as string,
})
