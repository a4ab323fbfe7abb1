import { useI18n } from 'vue-i18n'
import type { Task } from '../../../core/contract/tasks.ts'
import { useFormat } from '../../ui/use-format.ts'
import { usePersonName } from '../../ui/use-person-name.ts'

/** `Terminée par Claire Martin et Hugo Bernard, mar. 24 nov. 2026, 14:30` (TSK-04). */
export function useCompletedText(): (task: Pick<Task, 'completions' | 'completedAt'>) => string {
  const { t } = useI18n()
  const format = useFormat()
  const personName = usePersonName()

  return ({ completions, completedAt }) =>
    t('tasks.completedBy', {
      names: format.list([...new Set(completions.map(({ by }) => by))].map(personName)),
      at: completedAt === null ? '' : format.dateTime(completedAt),
    })
}
