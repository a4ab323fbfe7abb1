import { useI18n } from 'vue-i18n'
import { activityTitle } from '../../../core/domain/activities/activity-title.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'

/** The title to show: the one that was typed, else type and customer (ACT-02). */
export function useActivityTitle(): (activity: {
  readonly title: string | null
  readonly typeId: string
  readonly customerName: string
}) => string {
  const { t } = useI18n()
  const { typeById } = useDirectory()
  const localised = useLocalisedText()
  return ({ title, typeId, customerName }) => {
    const type = typeById(typeId)
    const shown = activityTitle(title, type ? localised(type.name) : null, customerName)
    return shown || t('activities.untitled')
  }
}
