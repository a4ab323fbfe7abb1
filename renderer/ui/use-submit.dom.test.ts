import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import { AppError } from '../../core/contract/app-error.ts'
import { mountInApp } from '../testing/mount-in-app.ts'
import { type Submit, useSubmit } from './use-submit.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

function start(): Submit {
  let made: Submit | undefined
  const form = defineComponent(() => {
    made = useSubmit()
    return () => h('form')
  })
  mounted.push(mountInApp(form))
  return made!
}

test('pressed again while it works, a form sends nothing more', async () => {
  const { isBusy, submit } = start()
  const work = Promise.withResolvers<void>()
  let count = 0
  const press = () =>
    submit(() => {
      count += 1
      return work.promise
    })
  const first = press()
  await press()
  expect(isBusy.value).toBe(true)
  work.resolve()
  await first
  expect(isBusy.value).toBe(false)
  expect(count).toBe(1)
  await press()
  expect(count).toBe(2)
})

test('what is refused is told, and may be sent again', async () => {
  const { isBusy, submit } = start()
  await submit(() => Promise.reject(new AppError('E-NOT-FOUND', 'gone')))
  await flushPromises()
  expect(document.body.textContent).toContain('Cet élément n’existe plus')
  expect(isBusy.value).toBe(false)
})
