import { mount } from '@vue/test-utils'
import ui from '@nuxt/ui/vue-plugin'
import { describe, expect, test } from 'vitest'
import { i18n } from '../../locales/i18n.ts'
import NumberSetting from './NumberSetting.vue'

function mountSetting(value = 30) {
  const setting = mount(NumberSetting, {
    props: {
      label: 'Durée de la corbeille',
      help: 'Après ce délai',
      unit: 'jours',
      value,
      min: 1,
      max: 365,
      problem: undefined,
    },
    global: { plugins: [i18n, ui] },
  })
  const input = setting.find('input')
  return {
    setting,
    input,
    // Ends with `change`, as leaving the field and Enter do.
    type: (text: string) => input.setValue(text),
  }
}

describe('a setting that is a number', () => {
  test('a number within bounds is saved when the field is left', async () => {
    const { setting, type } = mountSetting()
    await type('45')
    expect(setting.emitted('save')).toEqual([[45]])
  })
  test('a number out of bounds is not saved, and the field says which are', async () => {
    const { setting, input, type } = mountSetting()
    await type('500')
    expect(setting.emitted('save')).toBeUndefined()
    expect(setting.text()).toContain('Un nombre entier de 1 à 365.')
    expect(input.attributes('aria-invalid')).toBe('true')
  })
  test('the saved number again is no change', async () => {
    const { setting, type } = mountSetting()
    await type(' 30 ')
    expect(setting.emitted('save')).toBeUndefined()
  })
  test('Escape brings the saved number back', async () => {
    const { setting, input, type } = mountSetting()
    await type('500')
    await input.trigger('keydown', { key: 'Escape' })
    expect(input.element.value).toBe('30')
    expect(setting.text()).not.toContain('Un nombre entier')
  })
  test('an undo shows in the field', async () => {
    const { setting, input } = mountSetting(45)
    await setting.setProps({ value: 30 })
    expect(input.element.value).toBe('30')
  })
})
