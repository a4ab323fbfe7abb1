import {
  maxListedNotifications,
  type notificationsContract,
} from '../../core/contract/notifications.ts'
import { writeSeen, writeSubscription } from '../../core/crdt/attention.ts'
import { userDocumentId } from '../../core/crdt/document-id.ts'
import { seenKeptFrom } from '../../core/domain/notes/notification-period.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, authorOf, type Services } from '../app/services.ts'
import { subscriptionTo } from '../notifications/note-notifications.ts'
import { notificationsOf } from '../notifications/notifications.ts'

export function notificationsHandlers(
  services: Services,
): Handlers<typeof notificationsContract, RequestContext> {
  const { documents, live } = services

  return {
    'notifications.watch': (_input, emit, context) => {
      const userId = actingUser(services, context).id
      let expiresAt: number | null = null
      return live.subscribe(
        {
          key: `notifications.watch ${userId}`,
          tables: [
            ...(['note', 'activity', 'customer', 'member', 'notification'] as const),
            ...(['activity_type', 'form'] as const),
          ],
          run: () => {
            const { entries, nextAt } = notificationsOf(services, userId, maxListedNotifications)
            expiresAt = nextAt
            return { entries, unseen: entries.filter(({ seen }) => !seen).length }
          },
          expiresAt: () => expiresAt,
        },
        emit,
      )
    },

    'notifications.markSeen': ({ ids }, context) => {
      const author = authorOf(services, context)
      const wanted = ids === 'all' ? undefined : new Set(ids)
      const unseen = notificationsOf(services, author.userId).entries.filter(
        ({ id, seen }) => !seen && (wanted?.has(id) ?? true),
      )
      if (unseen.length === 0) return {}
      const seen = unseen.flatMap(({ id, reason }) => [
        { id, isMention: false },
        ...(reason === 'mention' ? [{ id, isMention: true }] : []),
      ])
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) =>
          writeSeen(doc, seen, { at: author.at, keptFrom: seenKeptFrom(author.at) }),
        ),
      )
      return {}
    },

    'subscriptions.watch': ({ activityId }, emit, context) => {
      const userId = actingUser(services, context).id
      return live.subscribe(
        {
          key: `subscriptions.watch ${userId} ${activityId}`,
          tables: ['note', 'activity', 'notification'],
          run: () => subscriptionTo(services, userId, activityId),
        },
        emit,
      )
    },

    'subscriptions.set': ({ activityId, subscribed }, context) => {
      requireActivity(services, activityId)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(userDocumentId(author.userId), (doc) =>
          writeSubscription(doc, activityId, subscribed && author.at),
        ),
      )
      return {}
    },
  }
}
