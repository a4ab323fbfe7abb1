import { useI18n } from 'vue-i18n'
import type { Refusal } from '../../core/contract/permissions.ts'

/** Says why somebody may not do something (PRM-01). */
export function useRefusalText(): (refusal: Refusal) => string {
  const { t } = useI18n()
  return ({ reason, people }) =>
    t(`permissions.refused.${reason}`, { people: people || t('app.unknownUser') })
}
