import { useI18n } from 'vue-i18n'
import type { Task } from '../../../core/contract/tasks.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface TaskActions {
  /** Completes or reopens, and offers the way back (TSK-03). */
  setDone(this: void, task: Pick<Task, 'id'>, done: boolean): Promise<void>
  remove(this: void, task: Pick<Task, 'id'>): Promise<void>
}

export function useTaskActions(): TaskActions {
  const backend = useBackend()
  const notify = useNotify()
  const { t } = useI18n()

  return {
    async setDone({ id }, done) {
      try {
        const { deed } = await backend.call('tasks.setDone', { id, done })
        if (deed === null) return
        notify.undo(t(done ? 'tasks.completed' : 'tasks.reopened'), async () => {
          await backend.call('tasks.takeBack', { id, deed })
        })
      } catch (error) {
        notify.error(error)
      }
    },
    async remove({ id }) {
      try {
        await backend.call('tasks.setDeleted', { id, deleted: true })
        notify.undo(t('tasks.removed'), async () => {
          await backend.call('tasks.setDeleted', { id, deleted: false })
        })
      } catch (error) {
        notify.error(error)
      }
    },
  }
}
