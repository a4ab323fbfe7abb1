import type { Notification } from '../../core/contract/notifications.ts'
import { readSeen } from '../../core/crdt/attention.ts'
import { directoryDocumentId, userDocumentId } from '../../core/crdt/document-id.ts'
import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { memberRecord } from '../../core/crdt/records/member-record.ts'
import { notifiedFrom } from '../../core/domain/notes/notification-period.ts'
import type { Services } from '../app/services.ts'
import { crossedPublications } from './crossed-publications.ts'
import { noteNotifications } from './note-notifications.ts'
import { reminders } from './reminders.ts'

export interface Notifications {
  readonly entries: Notification[]
  /** When they may be others with no change of data, UTC milliseconds; `null`: not by themselves. */
  readonly nextAt: number | null
}

/** What a person should know of, the newest first, at most `max` entries (GEN-09). */
export function notificationsOf(services: Services, userId: string, max = Infinity): Notifications {
  const { documents, now } = services
  const joinedAt = documents.read(directoryDocumentId, (doc) => {
    const member = findRecord(doc, memberRecord, userId)
    return member ? readRecord(memberRecord, member).createdAt : 0
  })
  return documents.read(userDocumentId(userId), (doc) => {
    const notified = { userId, from: notifiedFrom(now(), joinedAt), isSeen: readSeen(doc) }
    const { entries, nextAt } = reminders(services, notified)
    const others = [...entries, ...crossedPublications(services, notified)]
    const notes = noteNotifications(services, { ...notified, max })
    if (others.length === 0) return { entries: notes, nextAt }
    const all = [...notes, ...others].sort(newestFirst)
    return { entries: all.slice(0, max), nextAt }
  })
}

const newestFirst = (a: Notification, b: Notification): number =>
  b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1)
