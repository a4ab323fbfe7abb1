import type { ActivityTable } from '../storage/schema.ts'
import type { StoredConversation } from '../../core/crdt/conversation-events.ts'
import type { Extracted } from '../../core/domain/extraction/extracted.ts'
import { extractSlots } from '../../core/domain/extraction/extract-slots.ts'
import type { LocalReader, ReadingContext } from '../../core/domain/interview/read-reply.ts'
import { namedOptions } from '../../core/domain/interview/named-options.ts'
import type { People } from '../../core/domain/interview/slot-fields.ts'
import { toWallTime } from '../../core/domain/time/wall-time.ts'
import { readActivityRecord, requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, allUsers, type Services } from '../app/services.ts'
import { readCustomer } from '../customers/customer-lookup.ts'

/** The rules; of an option that a reply names in full, beside what was asked, they need not ask. */
export const localReader: LocalReader = {
  extract(reply, open, focused, context) {
    const found = extractSlots(reply, open, focused, context)
    const named = Object.entries(namedOptions(reply, open, focused)).filter(
      ([key, slot]) => !found[key] || isSameValue(found[key], slot),
    )
    return { ...found, ...Object.fromEntries(named) }
  },
}

function isSameValue(a: Extracted, b: Extracted): boolean {
  const isFilled = a.status === 'filled' && b.status === 'filled'
  return isFilled && JSON.stringify(a.value) === JSON.stringify(b.value)
}

/** Used where the customer's address has none: for telephone numbers. */
const usualCountry = 'FR'

/** What a reply in a conversation is read with: the day, zone and people of its activity (AIR-06). */
export function readingContext(
  services: Services,
  { activityId, tz }: StoredConversation,
  context: RequestContext,
): ReadingContext {
  const row = requireActivity(services, activityId)
  const record = readActivityRecord(services, row)
  const { date, time } = toWallTime(record.startAt ?? services.now(), tz ?? record.tz)
  return {
    people: peopleOf(services, row),
    extraction: {
      now: `${date}T${time}`,
      locale: actingUser(services, context).locale,
      country: readCustomer(services, row.customer_id)?.country ?? usualCountry,
    },
  }
}

/** Who can be named: colleagues who are active, and the customer's contacts. */
function peopleOf(
  services: Services,
  { customer_id }: Pick<ActivityTable, 'customer_id'>,
): People {
  return {
    users: allUsers(services)
      .filter(({ active }) => active)
      .map(({ id, firstName, lastName }) => ({ id, name: `${firstName} ${lastName}`.trim() })),
    contacts: services.db.reader
      .prepared(
        'select id, name from contact where customer_id = ? and deleted_at is null order by name, id',
      )
      .all(customer_id) as { id: string; name: string }[],
  }
}
