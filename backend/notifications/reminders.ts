import type { Notification } from '../../core/contract/notifications.ts'
import { remindedAt, reminderKeptMs } from '../../core/domain/activities/activity-reminder.ts'
import { minuteMs } from '../../core/domain/time/instant.ts'
import { activityTypes, type Services } from '../app/services.ts'
import type { Notified } from './note-notifications.ts'

interface Candidate {
  readonly activityId: string
  readonly title: string | null
  readonly typeId: string
  readonly startAt: number
  readonly createdAt: number
  readonly customerName: string
}

const planned = `
  select a.id as activityId, a.title, a.type_id as typeId, a.start_at as startAt,
    a.created_at as createdAt, coalesce(c.name, '') as customerName
  from activity as a left join customer as c on c.id = a.customer_id
  where a.assignee_id = @userId and a.start_at >= @from and a.start_at <= @to
    and a.deleted_at is null and a.status = 'planned'
  order by a.start_at desc`

export interface Reminders {
  readonly entries: readonly Notification[]
  /** When one comes up or goes at the earliest, UTC milliseconds; `null`: there are no reminders. */
  readonly nextAt: number | null
}

/** What the person's planned activities remind of, by the reminders of their types (TYP-07). */
export function reminders(services: Services, { userId, isSeen }: Notified): Reminders {
  const minutes = new Map(activityTypes(services).map(({ id, reminderMin }) => [id, reminderMin]))
  const longest = Math.max(...[...minutes.values()].map((each) => each ?? -1))
  if (longest < 0) return { entries: [], nextAt: null }
  const now = services.now()
  // What comes up within a day is looked up with it, so that the next one is known.
  const range = { from: now - reminderKeptMs, to: now + longest * minuteMs + reminderKeptMs }
  const rows = services.db.reader.prepared(planned).all({ userId, ...range }) as Candidate[]
  const entries: Notification[] = []
  let nextAt = now + reminderKeptMs
  for (const { createdAt, ...activity } of rows) {
    const { startAt, typeId, activityId } = activity
    const of = { status: 'planned', startAt, createdAt } as const
    const at = remindedAt(of, minutes.get(typeId) ?? null)
    if (at === null) continue
    // With its start: what is moved reminds once more.
    const id = `${activityId}/${startAt}`
    nextAt = Math.min(nextAt, at > now ? at : startAt + reminderKeptMs + 1)
    if (at > now) continue
    entries.push({
      ...{ reason: 'reminder', id, createdAt: at, seen: isSeen({ id, isMention: false }) },
      ...activity,
    })
  }
  return { entries, nextAt }
}
