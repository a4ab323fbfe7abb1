import { onScopeDispose, shallowReactive, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'
import { useI18n } from 'vue-i18n'

/** The innermost screen that names itself wins. */
const titles: { readonly page: MaybeRefOrGetter<string> }[] = shallowReactive([])

/** Names the window after what it shows, for as long as the component lives. */
export function usePageTitle(page: MaybeRefOrGetter<string>): void {
  const title = { page }
  titles.push(title)
  onScopeDispose(() => titles.splice(titles.indexOf(title), 1))
}

/** Called once, by the root. */
export function useDocumentTitle(): void {
  const { t } = useI18n()
  watchEffect(() => {
    const page = titles.map((title) => toValue(title.page)).findLast((text) => text !== '')
    document.title = page ? t('app.title', { page }) : t('app.name')
  })
}
