import { useI18n } from 'vue-i18n'
import type { ActivityType } from '../../core/contract/activity-types.ts'
import { useLocalisedText } from './use-localised-text.ts'

/** A type by its name, an archived one so marked (TYP-06); `undefined` is a type nobody knows here. */
export function useTypeName(): (
  type: Pick<ActivityType, 'name' | 'archivedAt'> | undefined,
) => string {
  const { t } = useI18n()
  const localised = useLocalisedText()
  return (type) => {
    if (!type) return t('app.unknownType')
    const name = localised(type.name)
    return type.archivedAt === null ? name : t('app.archivedType', { name })
  }
}
