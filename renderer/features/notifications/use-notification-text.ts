import { useI18n } from 'vue-i18n'
import type { Notification } from '../../../core/contract/notifications.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useActivityTitle } from '../activities/use-activity-title.ts'

interface NotificationText {
  /** Who did what: `Paul Martin vous mentionne`. */
  readonly headline: string
  /** The activity, and the customer unless the title says it. */
  readonly subject: string
}

export function useNotificationText(): (notification: Notification) => NotificationText {
  const { t } = useI18n()
  const format = useFormat()
  const { userById } = useDirectory()
  const titleOf = useActivityTitle()

  return (notification) => {
    const { reason, authorId, title, customerName } = notification
    const user = userById(authorId)
    const name = user ? format.person(user) : t('app.unknownUser')
    return {
      headline: t(`notifications.reason.${reason}`, { name }),
      subject: [titleOf(notification), title ? customerName : ''].filter(Boolean).join(' · '),
    }
  }
}
