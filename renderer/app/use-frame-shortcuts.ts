import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { menuCommands } from '../../core/host/menu-commands.ts'
import { useDevicePreference } from '../data/use-preferences.ts'
import { takeLastUndo } from '../ui/undo-offers.ts'
import { useShortcut } from '../ui/use-shortcut.ts'
import { useTheme, type Theme } from './theme.ts'

/** The keys that work on every screen. */
export function useFrameShortcuts(): { isShortcutSheetOpen: Ref<boolean> } {
  const { t } = useI18n()
  const router = useRouter()
  const { isDark } = useTheme()
  const storedTheme = useDevicePreference<Theme | null>('theme', null)
  const isShortcutSheetOpen = ref(false)

  const pages = [
    ['/customers', 'customers'],
    ['/activities', 'activities'],
    ['/notifications', 'notifications'],
    ['/review', 'review'],
    ['/trash', 'trash'],
    ['/settings', 'settings'],
  ] as const
  for (const [path, name] of pages)
    useShortcut(menuCommands[name], () => void router.push(path), {
      label: () => t('app.shortcuts.goTo', { page: t(`app.navigation.${name}`) }),
      group: 'navigation',
    })

  useShortcut('o j', () => void router.push('/activities/day'), {
    label: () => t('app.shortcuts.goTo', { page: t('dayMap.title') }),
    group: 'navigation',
  })

  useShortcut(menuCommands.shortcuts, () => (isShortcutSheetOpen.value = true), {
    label: () => t('app.shortcuts.show'),
    group: 'general',
  })
  useShortcut('mod+z', () => takeLastUndo(), {
    label: () => t('app.shortcuts.undo'),
    group: 'general',
  })
  useShortcut(
    menuCommands['toggle-theme'],
    () => (storedTheme.value = isDark.value ? 'light' : 'dark'),
    {
      label: () => t('app.shortcuts.toggleTheme'),
      group: 'general',
      whileTyping: true,
    },
  )
  return { isShortcutSheetOpen }
}
