import type { RouteLocationRaw } from 'vue-router'
import type { Notification } from '../../../core/contract/notifications.ts'
import { noteRoute } from '../../ui/note-route.ts'

/** Each reason by a picture of its own. */
export const notificationIcons: Readonly<Record<Notification['reason'], string>> = {
  mention: 'i-lucide-at-sign',
  note: 'i-lucide-message-square',
  reminder: 'i-lucide-alarm-clock',
  crossed: 'i-lucide-git-merge',
}

/** Where what happened is shown. */
export function notificationRoute(notification: Notification): RouteLocationRaw {
  switch (notification.reason) {
    case 'mention':
    case 'note':
      return noteRoute({ activityId: notification.activityId, noteId: notification.id })
    case 'reminder':
      return { path: '/activities', query: { activity: notification.activityId } }
    case 'crossed':
      return { path: `/settings/forms/${notification.formId}/versions` }
  }
}
