import { useI18n } from 'vue-i18n'
import { allowedLink } from '../../core/richtext/allowed-formats.ts'
import { useHost } from '../platform/use-host.ts'
import { useNotify } from '../ui/use-notify.ts'

/** Opens a link of a text with the system's program, never in this window. */
export function useOpenLink(): (link: string | null) => void {
  const host = useHost()
  const notify = useNotify()
  const { t } = useI18n()

  return (link) => void open(allowedLink(link))

  async function open(link: string | undefined): Promise<void> {
    try {
      if (!link || !(await host.openExternal(link))) notify.done(t('editor.linkNotOpened'))
    } catch (error) {
      notify.error(error)
    }
  }
}
