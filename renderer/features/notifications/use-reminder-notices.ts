import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useDevicePreference, usePreferences } from '../../data/use-preferences.ts'
import { useHost } from '../../platform/use-host.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { notificationRoute } from './notification-look.ts'
import { useNotificationText } from './use-notification-text.ts'
import { useNotifications } from './use-notifications.ts'
import { useSystemNoticesChoice } from './use-system-notices.ts'

/**
 * Announces what is about to begin (TYP-07), once on this device, also when it came up while the app was
 * closed or the machine asleep (CAL-05): on screen where somebody looks, else by the system. Called once,
 * by the frame.
 */
export function useReminderNotices(): void {
  const { t } = useI18n()
  const router = useRouter()
  const host = useHost()
  const notify = useNotify()
  const textOf = useNotificationText()
  const isSystemOn = useSystemNoticesChoice()
  const { entries, markSeen } = useNotifications()
  const { isLoaded } = usePreferences()
  const announcedTo = useDevicePreference('notifications.remindedTo', 0)
  const due = computed(() =>
    isLoaded.value
      ? (entries.value ?? []).filter(
          ({ reason, seen, createdAt }) =>
            reason === 'reminder' && !seen && createdAt > announcedTo.value,
        )
      : [],
  )

  watch(
    due,
    (reminders) => {
      if (reminders.length === 0) return
      announcedTo.value = Math.max(...reminders.map(({ createdAt }) => createdAt))
      const isBySystem = isSystemOn.value && !document.hasFocus()
      for (const reminder of reminders) {
        const { headline, subject } = textOf(reminder)
        if (isBySystem) {
          // The list in the app says it as well.
          host.showNotification({ title: headline, body: subject }).catch(() => undefined)
          continue
        }
        const onOpen = (): void => {
          void router.push(notificationRoute(reminder))
          void markSeen([reminder.id]).catch(() => undefined)
        }
        notify.remind(headline, subject, { label: t('notifications.open'), onOpen })
      }
    },
    { immediate: true },
  )
}
