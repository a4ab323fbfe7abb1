import { useI18n } from 'vue-i18n'
import type { Notification } from '../../../core/contract/notifications.ts'
import { usePersonName } from '../../ui/use-person-name.ts'
import { useActivityTitle } from '../activities/use-activity-title.ts'

interface NotificationText {
  /** Who did what: `Paul Martin vous mentionne`. */
  readonly headline: string
  /** The activity, and the customer unless the title says it. */
  readonly subject: string
}

export function useNotificationText(): (notification: Notification) => NotificationText {
  const { t } = useI18n()
  const personName = usePersonName()
  const titleOf = useActivityTitle()

  return (notification) => {
    const { reason, authorId, title, customerName } = notification
    return {
      headline: t(`notifications.reason.${reason}`, { name: personName(authorId) }),
      subject: [titleOf(notification), title ? customerName : ''].filter(Boolean).join(' · '),
    }
  }
}
