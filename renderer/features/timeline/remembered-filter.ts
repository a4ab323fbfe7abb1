import { z } from 'zod'
import { localDate } from '../../../core/contract/scalars.ts'
import { syncStates } from '../../../core/contract/sync-state.ts'
import {
  filterStatuses,
  reportFilters,
  type TimelineFilter,
} from '../../../core/contract/timeline.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import { verificationStatuses } from '../../../core/domain/verification/outcomes.ts'
import { validateDateRange } from '../../../core/domain/time/date-range.ts'
import {
  quickRange,
  quickRangeNames,
  type QuickRangeName,
} from '../../../core/domain/time/quick-range.ts'

/** A quick range is remembered by its name: "the last 7 days" are others tomorrow. */
const dateChoice = z.union([
  z.object({ quick: z.enum(quickRangeNames as [QuickRangeName, ...QuickRangeName[]]) }),
  z.object({ from: localDate.nullable(), to: localDate.nullable() }),
])
export type DateChoice = z.infer<typeof dateChoice>

const ids = z.array(z.string()).max(200)
/** Each field on its own falls back to "no filter", so that one bad value does not lose the others. */
const rememberedFilter = z.object({
  text: z.string().max(200).catch(''),
  dates: dateChoice.nullable().catch(null),
  typeIds: ids.catch([]),
  teamIds: ids.catch([]),
  includeFormerMembers: z.boolean().catch(false),
  assigneeIds: ids.catch([]),
  statuses: z.array(z.enum(filterStatuses)).catch([]),
  includeBranches: z.boolean().catch(false),
  hasAttachment: z.boolean().catch(false),
  reports: z.enum(reportFilters).nullable().catch(null),
  verification: z.enum(verificationStatuses).nullable().catch(null),
  createdByMe: z.boolean().catch(false),
  syncStates: z.array(z.enum(syncStates)).catch([]),
  news: z.boolean().catch(false),
  order: z.enum(['newest', 'oldest']).catch('newest'),
})

/** What a person chose on a screen; kept for them, and in their named views (TL-15). */
export type RememberedFilter = z.infer<typeof rememberedFilter>

export const noFilter: RememberedFilter = rememberedFilter.parse({})

/** Reads what was stored, by any version. */
export function readRememberedFilter(stored: unknown): RememberedFilter {
  const parsed = rememberedFilter.safeParse(stored)
  return parsed.success ? parsed.data : noFilter
}

interface FilterContext {
  readonly customerId: string | null
  readonly tz: string
  /** UTC ms. */
  readonly now: number
  /** UTC ms: what was seen from then on stays among the news. */
  readonly newsSince: number
}

/** The backend's filter for a choice. Its range may be reversed: see `rangeError`. */
export function toTimelineFilter(choice: RememberedFilter, context: FilterContext): TimelineFilter {
  const { from, to } = datesOf(choice.dates, context)
  return {
    customerId: context.customerId,
    includeBranches: choice.includeBranches && context.customerId !== null,
    from,
    to,
    typeIds: choice.typeIds,
    teamIds: choice.teamIds,
    includeFormerMembers: choice.includeFormerMembers && choice.teamIds.length > 0,
    assigneeIds: choice.assigneeIds,
    statuses: choice.statuses,
    hasAttachment: choice.hasAttachment ? true : null,
    reports: choice.reports,
    verification: choice.verification,
    createdByMe: choice.createdByMe,
    syncStates: choice.syncStates,
    newsSince: choice.news ? context.newsSince : null,
    text: choice.text.trim(),
    order: choice.order,
    tz: context.tz,
  }
}

/** The days of a choice, each end inclusive, `null` where it is open. */
export function datesOf(
  dates: DateChoice | null,
  { now, tz }: Pick<FilterContext, 'now' | 'tz'>,
): { from: string | null; to: string | null } {
  if (!dates) return { from: null, to: null }
  if (!('quick' in dates)) return dates
  const { from = null, to = null } = quickRange(dates.quick, now, tz)
  return { from, to }
}

/** E-FLT-RANGE when the end precedes the start; the ends are never swapped silently (TL-09). */
export function rangeError(from: string | null, to: string | null): AppError | undefined {
  try {
    validateDateRange({ from: from ?? undefined, to: to ?? undefined })
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Whether anything narrows the list; the order does not. */
export function isFiltered(choice: RememberedFilter): boolean {
  return (
    choice.text.trim() !== '' ||
    choice.dates !== null ||
    choice.hasAttachment ||
    choice.reports !== null ||
    choice.verification !== null ||
    choice.createdByMe ||
    choice.news ||
    [choice.typeIds, choice.teamIds, choice.assigneeIds, choice.statuses, choice.syncStates].some(
      (values) => values.length > 0,
    )
  )
}

/** Without everything that narrows the list; what widens or turns it stays. */
export function cleared(choice: RememberedFilter): RememberedFilter {
  return { ...noFilter, order: choice.order, includeBranches: choice.includeBranches }
}

/** Whether a named view is the one on screen. */
export function isSameFilter(a: RememberedFilter, b: RememberedFilter): boolean {
  return JSON.stringify(readRememberedFilter(a)) === JSON.stringify(readRememberedFilter(b))
}
