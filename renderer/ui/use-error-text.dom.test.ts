import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { i18n, setLanguage } from '../locales/i18n.ts'
import { useErrorText } from './use-error-text.ts'

afterEach(() => setLanguage('fr'))

function messageOf(reason: string | undefined): string {
  const screen = mount(
    defineComponent(() => {
      const errorText = useErrorText()
      const details = reason === undefined ? undefined : { reason }
      return () => h('p', errorText({ code: 'E-FRM-FILE', details }).message)
    }),
    { global: { plugins: [i18n] } },
  )
  return screen.text()
}

test('FRM-09 a file that is no form says why', () => {
  setLanguage('en')
  expect(messageOf('noQuestions')).toBe('No question of this file can be imported.')
  expect(messageOf(undefined)).toBe('This file is not a form that can be read.')
  expect(messageOf('something newer')).toBe('This file is not a form that can be read.')
})
