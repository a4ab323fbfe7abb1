import { useI18n } from 'vue-i18n'
import type { Refusal } from '../../core/contract/permissions.ts'
import { useFormat } from './use-format.ts'

/** Says why somebody may not do something (PRM-01). */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useI18n()
  const format = useFormat()
  return ({ reason, people }) => {
    const names = people.length > 0 ? people : [t('app.unknownUser')]
    return t(`permissions.refused.${reason}`, { people: format.list(names) }, names.length)
  }
}
