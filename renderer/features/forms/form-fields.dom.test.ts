import ui from '@nuxt/ui/vue-plugin'
import { flushPromises, mount } from '@vue/test-utils'
import { defineComponent, h } from 'vue'
import { expect, test, vi } from 'vitest'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import { formOf, listOf } from '../../../core/domain/forms/sample-form.ts'
import { i18n } from '../../locales/i18n.ts'
import FormFields from './FormFields.vue'
import { useFormAnswers } from './use-form-answers.ts'

function fill(definition: FormDefinition) {
  const form = useFormAnswers(() => definition)
  const updated: string[] = []
  const host = defineComponent(
    () => () =>
      h(FormFields, {
        ...{ definition, answers: form.answers, problems: form.problems.value },
        onAnswer: form.set,
      }),
  )
  const page = mount(host, {
    attachTo: document.body,
    global: {
      plugins: [i18n, ui],
      mixins: [
        {
          updated() {
            updated.push(String((this as { $options: { __name?: string } }).$options.__name))
          },
        },
      ],
    },
  })
  const input = (id: string) => page.find<HTMLInputElement>(`[id$="-${id}-control"]`)
  return { form, page, input, updated }
}

test('FRM-04 among 500 fields a keystroke renders its own field only', async () => {
  const fields = Array.from({ length: 500 }, (_, index) => ({
    ...{ id: `q${index}`, type: 'text' as const },
  }))
  const { form, input, updated } = fill(formOf(fields))
  expect(input('q0').exists()).toBe(true)
  expect(input('q499').exists()).toBe(false)
  // Drawn frame by frame.
  await vi.waitFor(() => expect(input('q499').exists()).toBe(true), { timeout: 10_000 })
  updated.splice(0)
  await input('q250').setValue('Norauto')
  expect(form.answers['q250']).toBe('Norauto')
  expect(updated).not.toContain('FormFields')
  expect(updated.filter((name) => name === 'FormField')).toEqual(['FormField'])
}, 20_000)

test('FRM-03 a question appears with its condition, and what is hidden is not submitted', async () => {
  const { form, page, input } = fill(
    formOf(
      [
        { id: 'outcome', type: 'choice', list: 'l' },
        { id: 'amount', type: 'decimal', visibleIf: { '==': [{ var: 'outcome' }, 'order'] } },
      ],
      { l: listOf('order', 'none') },
    ),
  )
  expect(input('amount').exists()).toBe(false)
  await page.findAll('input[type="radio"]')[0]!.setValue()
  await input('amount').setValue('1 234,5')
  expect(form.submitted()).toEqual({ outcome: 'order', amount: 1234.5 })
  await page.findAll('input[type="radio"]')[1]!.setValue()
  expect(input('amount').exists()).toBe(false)
  expect(form.answers['amount']).toBe(1234.5)
  expect(form.submitted()).toEqual({ outcome: 'none' })
})

test('FRM-04 what is wrong is listed on top with the way to the field, and goes when it is corrected', async () => {
  const { form, page, input } = fill(
    formOf([
      { id: 'name', type: 'text', required: true },
      { id: 'lifts', type: 'integer', min: 0, max: 40 },
    ]),
  )
  await input('lifts').setValue('50')
  expect(page.find('[role="alert"]').exists()).toBe(false)
  expect(form.check()).toBe(false)
  await flushPromises()
  const problems = page.findAll('[role="alert"] button')
  expect(problems.map((each) => each.text())).toEqual([
    'name\u00a0: Ce champ est obligatoire.',
    'lifts\u00a0: Saisissez un nombre entre 0 et 40.',
  ])
  await problems[1]!.trigger('click')
  expect(document.activeElement).toBe(input('lifts').element)
  await input('lifts').setValue('4')
  await input('name').setValue('Claire')
  expect(page.find('[role="alert"]').exists()).toBe(false)
  expect(form.check()).toBe(true)
})

test('FRM-04 after a check a key that corrects nothing leaves the list as it is', async () => {
  const { form, input } = fill(
    formOf([
      { id: 'name', type: 'text', required: true },
      { id: 'lifts', type: 'integer', min: 0, max: 40 },
    ]),
  )
  form.check()
  const before = form.problems.value
  await input('lifts').setValue('50')
  expect(form.problems.value).toBe(before)
  expect(before).toEqual({ name: 'required' })
})

test('FRM-03 a question that was not shown counts as not given to the ones after it', async () => {
  const { page, input } = fill(
    formOf([
      { id: 'ordered', type: 'boolean', default: true },
      { id: 'amount', type: 'integer', visibleIf: { var: 'ordered' } },
      { id: 'reason', type: 'text', visibleIf: { '>': [{ var: 'amount' }, 100] } },
    ]),
  )
  expect(input('reason').exists()).toBe(false)
  await input('amount').setValue('200')
  expect(input('reason').exists()).toBe(true)
  await page.findAll('input[type="radio"]')[1]!.setValue()
  expect(input('reason').exists()).toBe(false)
})

test('FRM-04 what is typed and means no number is kept and refused', async () => {
  const { form, page, input } = fill(formOf([{ id: 'amount', type: 'decimal' }]))
  await input('amount').setValue('douze')
  expect(form.answers['amount']).toBe('douze')
  await input('amount').trigger('focusout')
  expect(page.text()).toContain('Saisissez un nombre.')
  expect(form.check()).toBe(false)
})
