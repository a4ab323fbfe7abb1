import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import SubscribeBell from './SubscribeBell.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

test('NOT-03 where it cannot be read whether one follows, the bell says so and asks again', async () => {
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'subscriptions.watch': () => ({ subscribed: true, reason: 'author' }),
    },
  })
  const bell = mountInApp(SubscribeBell, { props: { activityId: 'a1' }, backend: backend.client })
  mounted.push(bell)
  await flushPromises()
  expect(bell.get('button').attributes()).toMatchObject({
    'aria-label': 'Suivre les notes',
    'aria-pressed': 'true',
  })
  backend.fail('subscriptions.watch', new AppError('INTERNAL', 'disk'))
  await flushPromises()
  expect(bell.get('button').attributes('aria-label')).toBe('Suivre les notes\u00a0: réessayer')
  await bell.get('button').trigger('click')
  await flushPromises()
  expect(bell.get('button').attributes('aria-label')).toBe('Suivre les notes')
})
