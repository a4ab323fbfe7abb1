import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { Customer } from '../../core/contract/customers.ts'
import type { VerificationRules } from '../../core/domain/verification/decide.ts'
import { radiusOf } from '../../core/domain/verification/radius.ts'
import { activityTypes, organisation, type Services } from '../app/services.ts'

/** What counts for an activity of one type at one customer (GPS-04). */
export interface VerificationSettings {
  readonly isEnabled: boolean
  readonly isTypeEligible: boolean
  readonly isReportRequired: boolean
  readonly windowMin: number
  /** Of the type, where no end was recorded. */
  readonly defaultDurationMin: number
  readonly rules: VerificationRules
}

const usualDurationMin = 30

export function verificationSettings(
  services: Services,
  typeId: string,
  customer: Pick<Customer, 'gpsRadiusM'> | undefined,
): VerificationSettings {
  const settings = organisation(services)
  const type = activityTypes(services).find(({ id }) => id === typeId)
  return {
    isEnabled: settings.gpsEnabled,
    isTypeEligible: type?.gpsEligible ?? false,
    isReportRequired: settings.gpsReportRequired,
    windowMin: settings.gpsWindowMin,
    defaultDurationMin: type?.defaultDurationMin ?? usualDurationMin,
    rules: {
      radiusM: radiusFor(services, type, customer),
      maxAccuracyM: settings.gpsMaxAccuracyM,
      maxAgeMs: settings.gpsMaxFixAgeS * 1000,
    },
  }
}

/** In metres. */
export function radiusFor(
  services: Services,
  type: Pick<ActivityType, 'gpsRadiusM'> | undefined,
  customer: Pick<Customer, 'gpsRadiusM'> | undefined,
): number {
  const { gpsRadiusM } = organisation(services)
  return radiusOf(customer?.gpsRadiusM ?? null, type?.gpsRadiusM ?? null, gpsRadiusM)
}

/** Types whose activities are verified by GPS: none while the organisation does not. */
export function verifiableTypes(services: Services): string[] {
  if (!organisation(services).gpsEnabled) return []
  return activityTypes(services).flatMap(({ id, gpsEligible }) => (gpsEligible ? [id] : []))
}
