import { sql } from 'kysely'
import { AppError } from '../../core/contract/app-error.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Output, ParsedInput } from '../../core/contract/operation.ts'
import type { DayStop } from '../../core/contract/verification.ts'
import { areValidCoordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { dayBounds } from '../../core/domain/time/date-range.ts'
import type { StoredStatus } from '../../core/contract/activities.ts'
import { longestActivityMs } from '../activities/longest-activity.ts'
import { activityTypes, allUsers, type Services } from '../app/services.ts'
import { readCustomer } from '../customers/customer-lookup.ts'
import { rightsTables } from '../permissions/acting-person.ts'
import { refused } from '../permissions/record-rights.ts'
import { statements } from '../storage/statements.ts'
import { inRows, overlap, rowsSince, rowsUntil } from '../timeline/row-range.ts'
import { verifiableTypes } from './verification-settings.ts'
import { verificationRight } from './verified-activity.ts'

type DayOperation = AppContract['verification.day']

/** Tables that the map of a day depends on. */
export const dayMapTables = [
  ...(['activity', 'customer', 'activity_type', 'organisation'] as const),
  ...rightsTables,
]

/**
 * The visits of one local day of a person, in order of time (GPS-20).
 *
 * @throws AppError `E-PRM` for a colleague whose visits are not the viewer's to judge, `E-NOT-FOUND` for
 * nobody, `E-TIME-INVALID` for an impossible day or an unknown zone
 */
export function dayMap(
  services: Services,
  person: Person,
  { day, tz, userId = person.userId }: ParsedInput<DayOperation>,
): Output<DayOperation> {
  const { fromAt, toAt } = dayBounds({ from: day, to: day }, tz) as Required<
    ReturnType<typeof dayBounds>
  >
  const users = allUsers(services).map(({ id }) => id)
  if (!users.includes(userId)) throw new AppError('E-NOT-FOUND', 'no such user', { user: userId })
  const refusal = refusalOf(services, person, userId)
  if (refusal) throw refused(services, refusal, [userId])
  return {
    userId,
    stops: stopsBetween(services, userId, fromAt, toAt),
    people: users.filter((id) => refusalOf(services, person, id) === null),
  }
}

/** Everybody sees their own day. */
const refusalOf = (services: Services, person: Person, userId: string) =>
  userId === person.userId ? null : verificationRight(services, person, 'judge', userId)

/** Starts in [`fromAt`, `toAt`), or is still going on at `fromAt`; UTC ms. */
function stopsBetween(services: Services, userId: string, fromAt: number, toAt: number): DayStop[] {
  const { reader } = services.db
  const visitTypes = activityTypes(services).flatMap(({ id, gpsEligible }) =>
    gpsEligible ? [id] : [],
  )
  const verifiable = new Set(verifiableTypes(services))
  const rows = overlap(rowsSince(fromAt - longestActivityMs(reader)), rowsUntil(toAt - 1))
  const found = reader.all(
    statements
      .selectFrom('activity as a')
      .leftJoin('customer as c', 'c.id', 'a.customer_id')
      .leftJoin('customer as p', 'p.id', 'c.parent_id')
      .select(['a.id', 'a.type_id', 'a.title', 'a.customer_id', 'a.start_at', 'a.end_at'])
      .select(['a.status', 'a.report_count', 'a.verification'])
      .select(['c.name as customer_name', 'c.city', 'p.name as parent_name'])
      .where((of) => of.and(inRows(sql<number>`a.rid`, rows)))
      .where('a.assignee_id', '=', userId)
      .where('a.deleted_at', 'is', null)
      .where('a.start_at', '<', toAt)
      .where((of) => of.or([of('a.start_at', '>=', fromAt), of('a.end_at', '>', fromAt)]))
      // A type that is verified no more keeps the visits that were.
      .where((of) =>
        of.or([of('a.type_id', 'in', visitTypes), of('a.verification', '<>', 'unverified')]),
      )
      .orderBy('a.start_at')
      .orderBy('a.sort_end')
      .orderBy('a.created_at')
      .orderBy('a.id'),
  )
  let last = 0
  return found.map((row) => ({
    activityId: row.id,
    number: row.status === 'cancelled' ? null : ++last,
    typeId: row.type_id,
    title: row.title,
    customerId: row.customer_id,
    customerName: row.customer_name ?? '',
    parentName: row.parent_name,
    city: row.city,
    location: placeOf(services, row.customer_id),
    startAt: row.start_at!,
    endAt: row.end_at,
    status: row.status as StoredStatus,
    reportCount: row.report_count,
    verification:
      row.verification !== 'unverified' || verifiable.has(row.type_id) ? row.verification : null,
  }))
}

function placeOf(services: Services, customerId: string): DayStop['location'] {
  const location = readCustomer(services, customerId)?.location
  return location && areValidCoordinates(location) ? { lat: location.lat, lon: location.lon } : null
}
