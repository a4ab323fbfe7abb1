import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, test } from 'vitest'
import { defineComponent, h, nextTick } from 'vue'
import { useI18n } from 'vue-i18n'
import { AppError } from '../../core/contract/app-error.ts'
import { useErrorText } from '../ui/use-error-text.ts'
import { useFormat } from '../ui/use-format.ts'
import { i18n, isLanguage, setLanguage, systemLanguage } from './i18n.ts'

afterEach(() => setLanguage('fr'))

const Screen = defineComponent(() => {
  const { t } = useI18n()
  const format = useFormat()
  const errorText = useErrorText()
  const refusal = new AppError('E-ACT-PAST-LIMIT', 'too late', { limitMin: 60 })
  return () =>
    h('main', [
      h('h1', t('app.navigation.customers')),
      h('p', format.number(1234)),
      h('em', t('settings.teams.members', 2)),
      h('strong', errorText(refusal).message),
    ])
})

describe('GEN-06 language', () => {
  test('a switch changes texts, numbers and errors on screen without a restart', async () => {
    setLanguage('fr')
    const screen = mount(Screen, { global: { plugins: [i18n] } })
    expect(screen.html()).toContain('<h1>Clients</h1>')
    expect(screen.find('p').text()).toBe('1\u202f234')
    expect(screen.find('strong').text()).toBe(
      'Création impossible\u00a0: l’activité a commencé il y a plus de 1\u00a0h.',
    )

    setLanguage('en')
    await nextTick()
    expect(screen.find('h1').text()).toBe('Customers')
    expect(screen.find('p').text()).toBe('1,234')
    expect(screen.find('strong').text()).toBe(
      'Not possible: the activity started more than 1\u00a0h ago.',
    )
  })

  test('the document says its language', () => {
    setLanguage('en')
    expect(document.documentElement.lang).toBe('en')
  })

  test.each([
    [0, 'aucun membre'],
    [1, '1 membre'],
    [2, '2 membres'],
  ])('French counts %i', (count, text) => {
    setLanguage('fr')
    expect(i18n.global.t('settings.teams.members', count)).toBe(text)
  })

  test('the language of the system is suggested when the product speaks it, else French', () => {
    expect(systemLanguage(['en-US', 'fr'])).toBe('en')
    expect(systemLanguage(['de-DE', 'en'])).toBe('en')
    expect(systemLanguage(['de-DE'])).toBe('fr')
    expect(systemLanguage([])).toBe('fr')
  })

  test('only the two languages are languages', () => {
    expect(['fr', 'en', 'de', undefined].map(isLanguage)).toEqual([true, true, false, false])
  })
})
