import { useI18n } from 'vue-i18n'
import type { Notification } from '../../../core/contract/notifications.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'
import { usePersonName } from '../../ui/use-person-name.ts'
import { useActivityTitle } from '../activities/use-activity-title.ts'

interface NotificationText {
  /** Who did what: `Paul Martin vous mentionne`. */
  readonly headline: string
  /** The activity, and the customer unless the title says it; or what came of it. */
  readonly subject: string
  /** The first words of a note. */
  readonly excerpt: string
}

type Crossed = Extract<Notification, { reason: 'crossed' }>

export function useNotificationText(): (notification: Notification) => NotificationText {
  const { t } = useI18n()
  const format = useFormat()
  const localised = useLocalisedText()
  const personName = usePersonName()
  const titleOf = useActivityTitle()

  const activityText = (activity: Exclude<Notification, Crossed>): string =>
    [titleOf(activity), activity.title ? activity.customerName : ''].filter(Boolean).join(' · ')

  function crossing({ versions }: Crossed): string {
    const { number = 0, publishedBy = '' } = versions.at(-1) ?? {}
    const authors = [...new Set(versions.map((version) => version.publishedBy))].map(personName)
    const last = { number, name: personName(publishedBy) }
    if (authors.length === 1) return t('notifications.crossingAlone', last)
    return t('notifications.crossing', { ...last, authors: format.list(authors) })
  }

  return (notification) => {
    if (notification.reason === 'crossed') {
      const form = localised(notification.formTitle)
      const headline = t('notifications.reason.crossed', { form })
      return { headline, subject: crossing(notification), excerpt: '' }
    }
    const subject = activityText(notification)
    if (notification.reason === 'reminder') {
      const date = format.dateTime(notification.startAt)
      return { headline: t('notifications.reason.reminder', { date }), subject, excerpt: '' }
    }
    const { reason, authorId, excerpt } = notification
    const headline = t(`notifications.reason.${reason}`, { name: personName(authorId) })
    return { headline, subject, excerpt }
  }
}
