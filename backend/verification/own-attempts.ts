import type { Cursor } from '../../core/contract/customers.ts'
import type { OwnAttempt } from '../../core/contract/evidence-operations.ts'
import type { Locale } from '../../core/contract/scalars.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { activityTitle } from '../../core/domain/activities/activity-title.ts'
import { customerOfActivity, requireActivity } from '../activities/activity-lookup.ts'
import { activityTypes, type Services } from '../app/services.ts'
import { shownAttempt } from './shown-verification.ts'
import { requireAttempt } from './stored-attempts.ts'

/**
 * The attempts of a person, the last one first (GPS-18).
 *
 * @param before the place behind the last row of the page before
 */
export function ownAttempts(
  services: Services,
  person: Person,
  locale: Locale,
  before: Cursor | null,
  limit: number,
): { rows: OwnAttempt[]; next: Cursor | null } {
  const [at, id] = before ?? [Number.MAX_SAFE_INTEGER, '']
  const found = services.db.writer
    .prepared(
      `select id, at from verification_attempt where user_id = ? and (at, id) < (?, ?)
       order by at desc, id desc limit ?`,
    )
    .all(person.userId, at, id, limit) as { id: string; at: number }[]
  const last = found.at(-1)
  return {
    rows: found.map((row) => ownAttempt(services, person, locale, row.id)),
    next: last && found.length === limit ? [last.at, last.id] : null,
  }
}

function ownAttempt(services: Services, person: Person, locale: Locale, id: string): OwnAttempt {
  const stored = requireAttempt(services, id)
  const { attempt } = stored
  const row = requireActivity(services, attempt.activityId)
  const name = activityTypes(services).find((type) => type.id === row.type_id)?.name
  const { customerName } = customerOfActivity(services, row.customer_id)
  return {
    ...shownAttempt(services, person, row, stored),
    activityId: row.id,
    activityTitle: activityTitle(
      row.title,
      name?.[locale] ?? name?.fr ?? name?.en ?? null,
      customerName,
    ),
  }
}
