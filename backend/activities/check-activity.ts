import { sql } from 'kysely'
import type { ActivityWarning, StoredStatus } from '../../core/contract/activities.ts'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Organisation } from '../../core/contract/workspace.ts'
import { findDuplicates, type RecordedActivity } from '../../core/domain/activities/duplicate.ts'
import { findOverlaps } from '../../core/domain/activities/overlap.ts'
import { validateActivity } from '../../core/domain/activities/validate-activity.ts'
import { minuteMs } from '../../core/domain/time/instant.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'
import { findCustomer, readCustomer } from '../customers/customer-lookup.ts'
import { statements } from '../storage/statements.ts'
import { offersReports } from '../reports/reporting.ts'
import { requireActivity } from './activity-lookup.ts'
import { longestActivityMs } from './longest-activity.ts'

/** An activity about to be saved. */
export interface Candidate {
  readonly id: string | null
  readonly typeId: string
  readonly customerId: string
  readonly startAt: number | null
  readonly endAt: number | null
  readonly assigneeId: string
  readonly status: StoredStatus
}

/** The same with what only saving asks for. */
export interface CandidateToSave extends Candidate {
  readonly locationText: string | null
}

export interface CandidateContext {
  readonly tz: string
  readonly descriptionLength: number
  /** The stored start when this is an edit. */
  readonly previousStartAt?: number | null
  /** Edits that leave the times alone are not measured against the past limit. */
  readonly ignorePastLimit?: boolean
}

type Neighbour = RecordedActivity & {
  readonly title: string | null
  readonly customerName: string
}

/**
 * Refuses what may not be stored (ACT-02, ACT-04, and ACT-14 or ACT-12 when the organisation blocks)
 * and answers with what deserves attention.
 *
 * @throws AppError with the first broken rule's code; `field` in the details.
 */
export function checkCandidate(
  services: Services,
  candidate: CandidateToSave,
  context: CandidateContext,
): ActivityWarning[] {
  const settings = organisation(services)
  const type = activityTypes(services).find(({ id }) => id === candidate.typeId)
  if (!type) throw new AppError('E-ACT-NO-TYPE', 'no such activity type', { field: 'typeId' })
  const customer = findCustomer(services, candidate.customerId)
  if (!customer || customer.deletedAt !== null)
    throw new AppError('E-ACT-CUSTOMER-GONE', 'no such customer', { field: 'customerId' })
  const { errors } = validateActivity(
    {
      ...candidate,
      tz: context.tz,
      descriptionLength: context.descriptionLength,
      instant: type.instant,
    },
    {
      now: services.now(),
      settings: {
        pastCreationLimitMin: context.ignorePastLimit ? null : settings.pastCreationLimitMin,
      },
      ...(context.previousStartAt !== undefined && {
        previous: { startAt: context.previousStartAt },
      }),
    },
  )
  const [first] = errors
  if (first)
    throw new AppError(first.code, `${first.field} is refused`, {
      ...first.details,
      field: first.field,
    })
  refuseWithoutPlace(services, type, candidate)
  const warnings = activityWarnings(services, candidate, settings)
  refuseBlocked(warnings, settings)
  return warnings
}

/** Everything unusual about the candidate; nothing is refused here. */
export function activityWarnings(
  services: Services,
  candidate: Candidate,
  settings: Organisation = organisation(services),
): ActivityWarning[] {
  const { warnings } = validateActivity(
    { ...candidate, tz: 'UTC', descriptionLength: 0 },
    { now: services.now(), settings: { pastCreationLimitMin: null } },
  )
  const booked = { ...candidate, id: candidate.id ?? '', deletedAt: null }
  const neighbours = neighboursOf(services, candidate, settings.duplicateWindowMin)
  const found: ActivityWarning[] = warnings.map(({ kind }) => ({ kind, others: [] }))
  const add = (kind: ActivityWarning['kind'], others: readonly Neighbour[]): void => {
    if (others.length > 0) found.push({ kind, others: others.map(toOther) })
  }
  if (settings.overlapPolicy !== 'off') add('overlap', findOverlaps(booked, neighbours))
  add('duplicate', findDuplicates(booked, neighbours, settings.duplicateWindowMin))
  if (settings.oneInProgress !== 'off' && candidate.status === 'in_progress')
    add('in_progress', inProgressOf(services, candidate))
  if (lacksReport(services, candidate)) found.push({ kind: 'report_missing', others: [] })
  return found
}

/** Whether it is done without the report that its type wants (TYP-07). */
function lacksReport(services: Services, { id, typeId, status }: Candidate): boolean {
  if (status !== 'done') return false
  const type = activityTypes(services).find((each) => each.id === typeId)
  if (!type?.reportRequired || !offersReports(services, typeId)) return false
  return id === null || requireActivity(services, id).report_count === 0
}

/** A draft may be saved without what it is missing. */
function refuseWithoutPlace(
  services: Services,
  { requiresLocation }: ActivityType,
  { customerId, locationText, status }: CandidateToSave,
): void {
  if (!requiresLocation || status === 'draft' || status === 'cancelled') return
  if (locationText?.trim()) return
  const customer = readCustomer(services, customerId)
  if (!customer?.city && !customer?.addressLine1 && !customer?.location)
    throw new AppError('E-ACT-LOCATION-REQUIRED', 'neither it nor its customer has a place', {
      field: 'locationText',
    })
}

function refuseBlocked(warnings: readonly ActivityWarning[], settings: Organisation): void {
  const blocks = (kind: ActivityWarning['kind'], policy: string): ActivityWarning | undefined =>
    policy === 'block' ? warnings.find((warning) => warning.kind === kind) : undefined
  const overlap = blocks('overlap', settings.overlapPolicy)?.others[0]
  if (overlap)
    throw new AppError('E-ACT-OVERLAP', 'overlaps another activity', {
      activity: overlap.id,
      customer: overlap.customerName,
      field: 'startAt',
    })
  const running = blocks('in_progress', settings.oneInProgress)?.others[0]
  if (running)
    throw new AppError('E-ACT-IN-PROGRESS', 'another activity is in progress', {
      activity: running.id,
      customer: running.customerName,
      field: 'status',
    })
}

/**
 * The assignee's activities near the candidate; the longest stored span bounds how far back. Read by
 * the writer: after every commit of another connection the reader's first pages are cold.
 */
function neighboursOf(
  { db }: Services,
  { assigneeId, startAt, endAt }: Candidate,
  windowMin: number,
): Neighbour[] {
  if (startAt === null) return []
  return db.writer
    .all(
      candidateRows()
        .where('a.assignee_id', '=', assigneeId)
        .where(
          'a.start_at',
          '>=',
          startAt - Math.max(longestActivityMs(db.writer), windowMin * minuteMs),
        )
        .where('a.start_at', '<=', Math.max(endAt ?? startAt, startAt + windowMin * minuteMs))
        .orderBy('a.start_at', 'desc')
        .limit(200),
    )
    .map(toNeighbour)
}

function inProgressOf({ db }: Services, { id, assigneeId }: Candidate): Neighbour[] {
  return db.writer
    .all(
      candidateRows()
        .where('a.assignee_id', '=', assigneeId)
        .where('a.status', '=', 'in_progress')
        .where('a.id', '!=', id ?? '')
        .orderBy('a.start_at', 'desc')
        .limit(20),
    )
    .map(toNeighbour)
}

function candidateRows() {
  return statements
    .selectFrom('activity as a')
    .leftJoin('customer as c', 'c.id', 'a.customer_id')
    .where('a.deleted_at', 'is', null)
    .where('a.start_at', 'is not', null)
    .select([
      'a.id',
      'a.type_id',
      'a.customer_id',
      'a.title',
      'a.start_at',
      'a.end_at',
      'a.assignee_id',
      'a.status',
      sql<string>`coalesce(c.name, '')`.as('customer_name'),
    ])
}

type CandidateRow =
  ReturnType<typeof candidateRows> extends { execute(): Promise<(infer R)[]> } ? R : never

function toNeighbour(row: CandidateRow): Neighbour {
  return {
    id: row.id,
    typeId: row.type_id,
    customerId: row.customer_id,
    title: row.title,
    startAt: row.start_at,
    endAt: row.end_at,
    assigneeId: row.assignee_id,
    status: row.status as StoredStatus,
    deletedAt: null,
    customerName: row.customer_name,
  }
}

function toOther(other: Neighbour): ActivityWarning['others'][number] {
  const { id, typeId, customerName, title, startAt, endAt } = other
  return { id, typeId, customerName, title, startAt, endAt }
}
