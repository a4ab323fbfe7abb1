import { inject, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Locale } from '../../../core/contract/scalars.ts'

/** Somebody at the customer who can be named in an answer. */
export interface ContactChoice {
  readonly id: string
  readonly name: string
  readonly role: string | null
}

interface FormContext {
  readonly locale: Locale
  readonly contacts: readonly ContactChoice[]
  /** Ids of the controls that are putting files into the store. */
  readonly working: Set<string>
}

/** What the fields of a form share; the values are read when they are needed. */
export const formContextKey: InjectionKey<FormContext> = Symbol('form')

/** For a field; one outside of a form has the interface's language and no contacts to offer. */
export function useFormContext(): FormContext {
  const { locale } = useI18n()
  return inject(formContextKey, {
    get locale() {
      return locale.value as Locale
    },
    contacts: [],
    working: new Set(),
  })
}

/** Text of a form in one language, or in the other when that is missing. */
export function inLanguage(
  text: { readonly fr?: string | undefined; readonly en?: string | undefined } | undefined,
  locale: Locale,
): string {
  if (!text) return ''
  return (locale === 'en' ? text.en || text.fr : text.fr || text.en) ?? ''
}
