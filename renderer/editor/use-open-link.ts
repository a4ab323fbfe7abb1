import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { readPermalink } from '../../core/domain/notes/permalink.ts'
import { allowedLink } from '../../core/richtext/allowed-formats.ts'
import { useHost } from '../platform/use-host.ts'
import { noteRoute } from '../ui/note-route.ts'
import { useNotify } from '../ui/use-notify.ts'

/**
 * Opens a link of a text with the system's program, never in this window; a permalink of this product
 * leads to its note here (NOT-03).
 */
export function useOpenLink(): (link: string | null) => void {
  const host = useHost()
  const notify = useNotify()
  const router = useRouter()
  const { t } = useI18n()

  return (link) => void open(allowedLink(link))

  async function open(link: string | undefined): Promise<void> {
    const note = link && readPermalink(link)
    if (note) return void (await router.push(noteRoute(note)))
    try {
      if (!link || !(await host.openExternal(link))) notify.done(t('editor.linkNotOpened'))
    } catch (error) {
      notify.error(error)
    }
  }
}
