import type { Notification, Subscription } from '../../core/contract/notifications.ts'
import { readSubscriptions, type SeenNotice } from '../../core/crdt/attention.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import type { Services } from '../app/services.ts'

/** Whom to notify, of what happened since when, and what they have seen already. */
export interface Notified {
  readonly userId: string
  /** UTC milliseconds. */
  readonly from: number
  readonly isSeen: (notice: SeenNotice) => boolean
}

interface Candidate {
  readonly id: string
  readonly activityId: string
  readonly authorId: string
  readonly createdAt: number
  readonly excerpt: string
  readonly title: string | null
  readonly typeId: string
  readonly customerName: string
  readonly isMention: 0 | 1
  readonly isByDefault: 0 | 1
}

/**
 * Notes of others, the newest first; who is assigned, wrote before or was named before hears of them.
 * First the activities that may concern the person, of which there are few beside all new notes.
 */
const candidates = `
  with concerning (id) as (
    select id from activity where assignee_id = @userId and deleted_at is null
    union select activity_id from note where created_by = @userId and deleted_at is null
    union select note.activity_id from note_mention join note on note.id = note_mention.note_id
      where note_mention.user_id = @userId and note.deleted_at is null
    union select value from json_each(@chosen))
  select n.id, n.activity_id as activityId, n.created_by as authorId,
    n.created_at as createdAt, n.excerpt, a.title, a.type_id as typeId,
    coalesce(c.name, '') as customerName, m.user_id is not null as isMention,
    a.assignee_id = @userId or exists (
      select 1 from note as o
      where o.activity_id = n.activity_id and o.created_at <= n.created_at
        and o.deleted_at is null
        and (o.created_by = @userId or exists (
          select 1 from note_mention as om where om.note_id = o.id and om.user_id = @userId))
    ) as isByDefault
  from note as n
  join activity as a on a.id = n.activity_id and a.deleted_at is null
  left join customer as c on c.id = a.customer_id
  left join note_mention as m on m.note_id = n.id and m.user_id = @userId
  where n.deleted_at is null and n.created_by <> @userId and n.created_at >= @from
    and n.activity_id in (select id from concerning)
  order by n.created_at desc, n.id desc`

/**
 * The notes that concern a person, the newest first, at most `max` of them (NOT-03).
 *
 * @param from UTC milliseconds: older notes are left out
 */
export function noteNotifications(
  { db, documents }: Services,
  { userId, from, isSeen, max }: Notified & { readonly max: number },
): Notification[] {
  const chosen = documents.read(userDocumentId(userId), readSubscriptions)
  const found: Notification[] = []
  const named = JSON.stringify([...chosen.keys()])
  for (const row of db.reader.prepared(candidates).iterate({ userId, from, chosen: named })) {
    const { isMention: names, isByDefault, ...note } = row as Candidate
    const isMention = names === 1
    const choice = chosen.get(note.activityId)
    const isWanted =
      choice !== false && (isByDefault === 1 || (choice !== undefined && note.createdAt >= choice))
    if (!isMention && !isWanted) continue
    const seen = isSeen({ id: note.id, isMention })
    found.push({ ...note, reason: isMention ? 'mention' : 'note', seen })
    if (found.length >= max) break
  }
  return found
}

const reasons = `
  select a.assignee_id = @userId as assignee,
    exists (select 1 from note where activity_id = a.id and deleted_at is null
      and created_by = @userId) as author,
    exists (select 1 from note as n join note_mention as m on m.note_id = n.id
      where n.activity_id = a.id and n.deleted_at is null and m.user_id = @userId) as mentioned
  from activity as a where a.id = @activityId`

/** Whether a person hears of an activity’s notes, and why. */
export function subscriptionTo(
  { db, documents }: Services,
  userId: string,
  activityId: string,
): Subscription {
  const choice = documents.read(userDocumentId(userId), readSubscriptions).get(activityId)
  if (choice === false) return { subscribed: false, reason: null }
  if (choice !== undefined) return { subscribed: true, reason: 'chosen' }
  const found = db.reader.prepared(reasons).get({ userId, activityId }) as
    Record<'assignee' | 'author' | 'mentioned', 0 | 1> | undefined
  const reason =
    (['assignee', 'author', 'mentioned'] as const).find((each) => found?.[each] === 1) ?? null
  return { subscribed: reason !== null, reason }
}
