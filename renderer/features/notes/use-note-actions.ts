import { useClipboard } from '@vueuse/core'
import { useI18n } from 'vue-i18n'
import type { Note } from '../../../core/contract/notes.ts'
import { notePermalink, type NoteAddress } from '../../../core/domain/notes/permalink.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface NoteActions {
  remove(this: void, note: Pick<Note, 'id'>): Promise<void>
  restore(this: void, note: Pick<Note, 'id'>): Promise<void>
  /** Pins to the top, or takes off; offers the way back. */
  setPinned(this: void, note: Pick<Note, 'id'>, pinned: boolean): Promise<void>
  copyLink(this: void, address: NoteAddress): Promise<void>
}

export function useNoteActions(): NoteActions {
  const backend = useBackend()
  const notify = useNotify()
  const { t } = useI18n()
  // Where the clipboard needs a permission, the old command still copies.
  const { copy } = useClipboard({ legacy: true })

  async function setDeleted(id: string, deleted: boolean): Promise<boolean> {
    try {
      await backend.call('notes.setDeleted', { id, deleted })
      return true
    } catch (error) {
      notify.error(error)
      return false
    }
  }

  return {
    async remove({ id }) {
      if (await setDeleted(id, true))
        notify.undo(t('notes.removed'), async () => {
          await setDeleted(id, false)
        })
    },
    async restore({ id }) {
      await setDeleted(id, false)
    },
    async setPinned({ id }, pinned) {
      try {
        await backend.call('notes.setPinned', { id, pinned })
        notify.undo(t(pinned ? 'notes.pinned' : 'notes.unpinned'), async () => {
          await backend.call('notes.setPinned', { id, pinned: !pinned })
        })
      } catch (error) {
        notify.error(error)
      }
    },
    async copyLink(address) {
      await copy(notePermalink(address))
      notify.done(t('notes.linkCopied'))
    },
  }
}
