import { useI18n } from 'vue-i18n'
import type { Note } from '../../../core/contract/notes.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface NoteActions {
  remove(this: void, note: Pick<Note, 'id'>): Promise<void>
  restore(this: void, note: Pick<Note, 'id'>): Promise<void>
}

export function useNoteActions(): NoteActions {
  const backend = useBackend()
  const notify = useNotify()
  const { t } = useI18n()

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
  }
}
