import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ConflictChoice, ConflictToReview } from '../../../core/contract/conflicts.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'

interface Decide {
  /** The conflict that is being decided. */
  readonly busyId: Ref<string | undefined>
  /** Decides and offers the way back; answers whether it was done. */
  decide(
    this: void,
    conflict: ConflictToReview,
    choice: ConflictChoice,
    value?: string,
  ): Promise<boolean>
}

export function useDecide(): Decide {
  const { t } = useI18n()
  const backend = useBackend()
  const notify = useNotify()
  const busyId = ref<string>()

  return {
    busyId,
    async decide({ id, kind, root }, choice, value) {
      busyId.value = id
      try {
        const { before, canUndo } = await backend.call('conflicts.resolve', {
          id,
          choice,
          ...(value !== undefined && { value }),
        })
        const groups: Partial<Record<typeof kind, string>> = {
          field: 'done',
          archivedType: 'archivedType.done',
        }
        const ofDeletion = root === 'tasks' ? 'deleted.taskDone' : 'deleted.done'
        const done = groups[kind] ?? ofDeletion
        const text = t(`review.${done}.${choice}`)
        if (canUndo)
          notify.undo(
            text,
            async () => void (await backend.call('conflicts.reopen', { id, before })),
          )
        else notify.done(text)
        return true
      } catch (error) {
        notify.error(error)
        return false
      } finally {
        busyId.value = undefined
      }
    },
  }
}
