import type { Customer } from '../../core/contract/customers.ts'
import type { RecordOf } from '../../core/crdt/record.ts'
import type { activityRecord } from '../../core/crdt/records/activity-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import {
  type VerificationAction,
  verificationRefusal,
} from '../../core/domain/permissions/verification-permission.ts'
import type { RefusalReason } from '../../core/contract/permissions.ts'
import { targetProblem } from '../../core/domain/verification/target.ts'
import {
  type VerificationAvailability,
  verificationAvailability,
} from '../../core/domain/verification/verification-availability.ts'
import {
  type VerificationWindow,
  verificationWindow,
} from '../../core/domain/verification/verification-window.ts'
import { readActivityRecord, requireActivity } from '../activities/activity-lookup.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'
import { descendantIds, readCustomer } from '../customers/customer-lookup.ts'
import type { ActivityTable } from '../storage/schema.ts'
import {
  radiusFor,
  type VerificationSettings,
  verificationSettings,
} from './verification-settings.ts'

/** An activity with everything that its verification depends on. */
export interface VerifiedActivity {
  readonly row: ActivityTable
  readonly record: RecordOf<typeof activityRecord>
  /** Its customer or branch; `undefined` where that is not on this device. */
  readonly customer: Customer | undefined
  readonly settings: VerificationSettings
  /** By the corrected clock; `null` without a start. */
  readonly window: VerificationWindow | null
}

/** @throws AppError `E-NOT-FOUND` */
export function verifiedActivity(services: Services, activityId: string): VerifiedActivity {
  const row = requireActivity(services, activityId)
  const record = readActivityRecord(services, row)
  const customer = readCustomer(services, row.customer_id)
  const settings = verificationSettings(services, row.type_id, customer)
  const times = { startAt: row.start_at, endAt: row.end_at }
  const { defaultDurationMin, windowMin } = settings
  const window = verificationWindow({ ...times, defaultDurationMin }, windowMin)
  return { row, record, customer, settings, window }
}

/** Whether the person can verify it now. */
export function availabilityFor(
  services: Services,
  person: Person,
  { row, customer, settings, window }: VerifiedActivity,
): VerificationAvailability {
  return verificationAvailability({
    activity: {
      isCancelled: row.status === 'cancelled',
      isDeleted: row.deleted_at !== null,
      isVerified: row.verification === 'verified',
      reportCount: row.report_count,
    },
    target: customer?.location ?? null,
    hasPlacedBranches: placedBranches(services, row).length > 0,
    ...{ window, settings },
    isPermitted: verificationRight(services, person, 'verify', row.assignee_id) === null,
    now: services.clock.now(),
  })
}

/** Branches that a visit of the main customer may have been at, with their radius (GPS-11). */
export function placedBranches(
  services: Services,
  { customer_id, type_id }: Pick<ActivityTable, 'customer_id' | 'type_id'>,
): { customerId: string; name: string; location: Customer['location']; radiusM: number }[] {
  const type = activityTypes(services).find(({ id }) => id === type_id)
  return descendantIds(services, customer_id).flatMap((id) => {
    const branch = readCustomer(services, id)
    const isThere = branch && branch.deletedAt === null && branch.archivedAt === null
    if (!isThere || targetProblem(branch.location)) return []
    const radiusM = radiusFor(services, type, branch)
    return [{ customerId: id, name: branch.name, location: branch.location, radiusM }]
  })
}

/** Why the person may not do this; `userId` is whose visit or attempt it is. */
export function verificationRight(
  services: Services,
  person: Person,
  action: VerificationAction,
  userId: string,
): RefusalReason | null {
  const correction = organisation(services).gpsCorrection
  return verificationRefusal(action, { userId, correction }, person)
}
