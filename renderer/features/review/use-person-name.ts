import { useI18n } from 'vue-i18n'
import { useDirectory } from '../../data/use-directory.ts'
import { useFormat } from '../../ui/use-format.ts'

/** The person of a change by name, as far as they are known here. */
export function usePersonName(): (userId: string) => string {
  const { t } = useI18n()
  const format = useFormat()
  const { userById } = useDirectory()
  return (userId) => {
    const user = userById(userId)
    return user ? format.person(user) : t('app.unknownUser')
  }
}
