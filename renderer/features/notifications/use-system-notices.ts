import { computed, watch, type WritableComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDevicePreference } from '../../data/use-preferences.ts'
import { useHost } from '../../platform/use-host.ts'
import { useNotificationText } from './use-notification-text.ts'
import { useNotifications } from './use-notifications.ts'

/**
 * Whether the system announces what is new while nobody looks at the window. A browser asks for permission,
 * so that it is for the person to begin.
 */
export function useSystemNoticesChoice(): WritableComputedRef<boolean> {
  const host = useHost()
  return useDevicePreference('notifications.system', host.shell === 'desktop')
}

/**
 * Has the system announce what arrives while nobody looks at the window; reminders have notices of their
 * own. Called once, by the frame.
 */
export function useSystemNotices(): void {
  const { t } = useI18n()
  const host = useHost()
  const isOn = useSystemNoticesChoice()
  const textOf = useNotificationText()
  const { entries } = useNotifications()
  const arrived = computed(() => entries.value?.filter(({ reason }) => reason !== 'reminder'))
  const ids = computed(() => arrived.value && new Set(arrived.value.map(({ id }) => id)))

  watch(ids, (_now, known) => {
    const fresh = known
      ? (arrived.value ?? []).filter(({ id, seen }) => !seen && !known.has(id))
      : []
    const [first] = fresh
    if (!first || !isOn.value || document.hasFocus()) return
    const { headline, subject, excerpt } = textOf(first)
    const notice =
      fresh.length === 1
        ? { title: headline, body: [subject, excerpt].filter(Boolean).join('\n') }
        : { title: t('notifications.several', { count: fresh.length }), body: headline }
    // The list in the app says it as well.
    host.showNotification(notice).catch(() => undefined)
  })
}
