import { useI18n } from 'vue-i18n'
import type { Task } from '../../../core/contract/tasks.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'

/** `Terminée par Claire Martin et Hugo Bernard, mar. 24 nov. 2026, 14:30` (TSK-04). */
export function useCompletedText(): (task: Pick<Task, 'completions' | 'completedAt'>) => string {
  const { t, locale } = useI18n()
  const format = useFormat()
  const { userById } = useDirectory()

  return ({ completions, completedAt }) => {
    const names = [...new Set(completions.map(({ by }) => by))].map((id) => {
      const user = userById(id)
      return user ? format.person(user) : t('app.unknownUser')
    })
    return t('tasks.completedBy', {
      names: new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(names),
      at: completedAt === null ? '' : format.dateTime(completedAt),
    })
  }
}
