import { useI18n } from 'vue-i18n'
import { useDirectory } from '../data/use-directory.ts'
import { nameOf } from './person-name.ts'

/** A person by name, as far as they are known here. */
export function usePersonName(): (userId: string | null) => string {
  const { t } = useI18n()
  const { userById } = useDirectory()
  return (userId) => {
    const user = userId === null ? undefined : userById(userId)
    return user ? nameOf(user) : t('app.unknownUser')
  }
}
