import { useI18n } from 'vue-i18n'
import { isElided } from './french-elision.ts'

/** `de Midas`, `d’Apollo`; in English `of Midas`: the `{ofName}` of a text. */
export function useOfName(): (name: string) => string {
  const { t } = useI18n()
  return (name) => t(isElided(name) ? 'app.ofVowel' : 'app.of', { name })
}
