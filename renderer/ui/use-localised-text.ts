import { useI18n } from 'vue-i18n'
import type { LocalisedText } from '../../core/contract/scalars.ts'

/** Text kept in both languages, in the one of the interface, or in the other when that is missing. */
export function useLocalisedText(): (text: LocalisedText) => string {
  const { locale } = useI18n()
  return (text) => (locale.value === 'en' ? (text.en ?? text.fr) : (text.fr ?? text.en)) ?? ''
}
