import { dayMs } from '../../core/domain/time/instant.ts'
import { Temporal } from 'temporal-polyfill'
import type { StoredStatus } from '../../core/contract/activities.ts'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import { builtinTypes } from '../../core/domain/activity-types/builtin-types.ts'
import { minuteMs } from '../../core/domain/time/instant.ts'
import { describe, internalNote, title } from './believable-text.ts'
import type { Random } from '../../core/seeded-random.ts'

export interface GeneratedActivity {
  readonly customerId: string
  readonly typeId: string
  readonly assigneeId: string
  readonly title: string | null
  readonly startAt: number
  readonly endAt: number
  readonly status: StoredStatus
  readonly cancelReason: string | null
  readonly description: readonly DeltaOp[]
  readonly notes: readonly { readonly authorId: string; readonly body: readonly DeltaOp[] }[]
  readonly createdAt: number
}

export interface ActivityPlan {
  readonly random: Random
  readonly tz: string
  readonly now: number
  /** Customers of each person; everyone has at least one. */
  readonly territories: ReadonlyMap<string, readonly string[]>
  readonly count: number
  /** Working days ahead that are already planned. */
  readonly daysAhead: number
}

const daySlots = ['08:30', '09:45', '11:00', '13:30', '14:45', '16:00', '17:15'] as const
const keys = ['visit', 'visit', 'visit', 'call_in', 'call_out', 'call_out', 'meeting'] as const

/**
 * Activities of whole teams, newest day first: everyone has a working day of five to seven
 * appointments that do not overlap. What lies ahead is planned; a few past ones were cancelled or
 * forgotten, so that something is overdue.
 */
export function* generateActivities(plan: ActivityPlan): Generator<GeneratedActivity> {
  const { random, tz, now, territories, count, daysAhead } = plan
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(tz).toPlainDate()
  let made = 0
  for (let back = -daysAhead; made < count; back++) {
    const day = today.subtract({ days: back })
    if (day.dayOfWeek > 5) continue
    for (const [userId, customers] of territories)
      for (const slot of daySlots) {
        if (made >= count) return
        if (random.chance(back < 0 ? 0.65 : 0.15)) continue
        made++
        const startAt =
          day.toZonedDateTime({ timeZone: tz, plainTime: slot }).epochMilliseconds +
          random.below(3) * 15 * minuteMs
        yield activity(plan, userId, random.pick(customers), startAt)
      }
  }
}

function activity(
  { random, now, territories }: ActivityPlan,
  userId: string,
  customerId: string,
  startAt: number,
): GeneratedActivity {
  const isAhead = startAt > now
  const isForgotten = !isAhead && now - startAt < 12 * dayMs && random.chance(0.05)
  const key = isAhead || isForgotten ? pickAhead(random) : random.pick(keys)
  const type = builtinTypes.find((each) => each.key === key)!
  const isCancelled = random.chance(0.03)
  const duration = type.defaultDurationMin * random.pick([1, 1, 1, 1.5, 0.5])
  const endAt = startAt + Math.min(Math.round(duration / 5) * 5, 45) * minuteMs
  const colleagues = [...territories.keys()]
  return {
    customerId,
    typeId: type.id,
    assigneeId: userId,
    title: title(random),
    startAt,
    endAt,
    status: isCancelled ? 'cancelled' : statusOf(startAt, endAt, now, isForgotten),
    cancelReason: isCancelled ? 'Client indisponible' : null,
    description: describe(random, key),
    notes: random.chance(0.15)
      ? [{ authorId: random.pick(colleagues), body: internalNote(random) }]
      : [],
    createdAt: Math.min(now, startAt) - random.below(7) * dayMs - minuteMs,
  }
}

function statusOf(startAt: number, endAt: number, now: number, isForgotten: boolean): StoredStatus {
  if (startAt > now || isForgotten) return 'planned'
  return endAt > now ? 'in_progress' : 'done'
}

function pickAhead(random: Random): NonNullable<ActivityType['key']> {
  return random.pick(['planned_visit', 'planned_visit', 'planned_visit', 'call_out', 'meeting'])
}
