import { useI18n } from 'vue-i18n'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import { fieldsOf } from '../../../core/domain/forms/form-parts.ts'
import { useLocalisedText } from '../../ui/use-localised-text.ts'

/** What a part of a form is called; a list has the name of the field that uses it. */
export function usePartName(): (form: FormDefinition, partId: string) => string {
  const { t } = useI18n()
  const localised = useLocalisedText()
  return (form, partId) => {
    const field = fieldsOf(form).find(({ id, list }) => id === partId || list === partId)
    if (field) return localised(field.label)
    const at = form.sections.findIndex(({ id }) => id === partId)
    const title = form.sections[at]?.title
    if (title) return localised(title)
    return at < 0
      ? t('forms.properties.unknownPart')
      : t('forms.design.sectionNumber', { number: at + 1 })
  }
}
