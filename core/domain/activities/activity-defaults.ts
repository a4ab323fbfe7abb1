import type { StoredStatus } from '../../contract/activities.ts'
import { minuteMs, roundUpToQuarter } from '../time/instant.ts'

/** The facts about a type that defaults need. */
export interface DefaultingType {
  readonly id: string
  /** Stable key of a built-in type. */
  readonly key?: string | null | undefined
  readonly defaultDurationMin?: number | null | undefined
  readonly archivedAt?: number | null | undefined
}

/** The fields a new activity is offered with; all can be changed before saving. */
export interface ActivityPrefill {
  readonly typeId: string | null
  readonly customerId: string
  readonly title: string | null
  /** UTC ms. */
  readonly startAt: number
  /** UTC ms. */
  readonly endAt: number | null
  /** IANA zone of the place. */
  readonly tz: string
  readonly status: StoredStatus
  readonly assigneeId: string
  readonly contactIds: readonly string[]
  readonly locationText: string | null
}

export interface NewActivityContext {
  /** UTC ms, corrected clock. */
  readonly now: number
  /** The types on offer, in their order. */
  readonly types: readonly DefaultingType[]
  /** The type last used on this screen. */
  readonly lastUsedTypeId?: string | null | undefined
  readonly customer: {
    readonly id: string
    /** IANA zone that its coordinates give. */
    readonly tz?: string | null | undefined
    /** In the order of their slots. */
    readonly salespersonIds: readonly string[]
    readonly preferredContactId?: string | null | undefined
  }
  readonly me: { readonly id: string; readonly tz: string; readonly isBackOffice: boolean }
}

/** The type's default duration in minutes, or ours: 15 for calls, 30 for the others (ACT-03). */
export function defaultDurationMin(type: DefaultingType | undefined): number {
  const isCall = type?.key === 'call_in' || type?.key === 'call_out'
  return type?.defaultDurationMin ?? (isCall ? 15 : 30)
}

/**
 * What a new activity starts with (ACT-03): the last used type, the next quarter of an hour for the
 * type's duration, the author — or the customer's first salesperson when the back office records
 * it — and the preferred contact. It starts now or later, so it is planned.
 */
export function newActivity(context: NewActivityContext): ActivityPrefill {
  const { now, types, lastUsedTypeId, customer, me } = context
  const offered = types.filter((type) => !type.archivedAt)
  const type = offered.find(({ id }) => id === lastUsedTypeId) ?? offered[0]
  const startAt = roundUpToQuarter(now)
  const salespersonId = me.isBackOffice ? customer.salespersonIds[0] : undefined
  return {
    typeId: type?.id ?? null,
    customerId: customer.id,
    title: null,
    startAt,
    endAt: startAt + defaultDurationMin(type) * minuteMs,
    tz: customer.tz ?? me.tz,
    status: 'planned',
    assigneeId: salespersonId ?? me.id,
    contactIds: customer.preferredContactId ? [customer.preferredContactId] : [],
    locationText: null,
  }
}
