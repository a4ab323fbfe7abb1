import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, h } from 'vue'
import type { StoredStatus } from '../../../core/contract/activities.ts'
import type { ActivityRights } from '../../../core/contract/permissions.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { everyRight, refusedAsOthers } from '../../testing/rights.ts'
import ConfirmDialog from '../../ui/ConfirmDialog.vue'
import { isCancelledInstead } from './cancelled-instead.ts'
import { useActivityActions } from './use-activity-actions.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

type Actions = ReturnType<typeof useActivityActions>

async function show(): Promise<{ actions: Actions; backend: FakeBackend }> {
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: {
      'activities.deletionImpact': () => ({
        ...{ reports: 2, attachments: 0, notes: 0, tasks: 0, wantsReason: true },
      }),
      'activities.setDeleted': () => ({}),
      'activities.update': () => ({ warnings: [], canUndo: true }),
    },
  })
  let actions: Actions | undefined
  const screen = defineComponent(() => {
    actions = useActivityActions()
    return () => h(ConfirmDialog)
  })
  mounted.push(mountInApp(screen, { backend: backend.client }))
  await flushPromises()
  return { actions: actions!, backend }
}

const dialog = (): HTMLElement => document.querySelector('[role="dialog"]')!

async function answer(reason: string): Promise<void> {
  await flushPromises()
  const input = dialog().querySelector('input')!
  input.value = reason
  input.dispatchEvent(new Event('input'))
  await flushPromises()
  dialog()
    .querySelector('form')!
    .dispatchEvent(new Event('submit', { cancelable: true }))
  await flushPromises()
}

test('ACT-11 an activity with a report is deleted with a reason, by who may', async () => {
  const { actions, backend } = await show()
  const removing = actions.remove('a1', 'Tour du stock')
  await answer(' ')
  expect(dialog().textContent).toContain('Un motif est nécessaire.')
  expect(backend.inputs('activities.setDeleted')).toEqual([])
  await answer('Saisie en double')
  expect(await removing).toBe(true)
  expect(backend.inputs('activities.setDeleted')).toEqual([
    { id: 'a1', deleted: true, reason: 'Saisie en double' },
  ])
})

test('ACT-11 who may not delete it is offered to cancel it, with a reason', async () => {
  const { actions, backend } = await show()
  const activity = { id: 'a1', status: 'done', typeId: 'type-visit' } as const
  const cancelling = actions.cancelInstead(activity, 'Tour du stock')
  await flushPromises()
  expect(dialog().textContent).toContain('ne se supprime pas')
  expect(dialog().textContent).toContain('annulez-la plutôt, avec un motif')
  await answer('Client absent')
  await cancelling
  expect(backend.inputs('activities.update')).toEqual([
    { id: 'a1', patch: { status: 'cancelled', cancelReason: 'Client absent' } },
  ])
  expect(backend.inputs('activities.setDeleted')).toEqual([])
})

test.each<[string, StoredStatus, Partial<ActivityRights>, boolean]>([
  ['a protected one', 'done', {}, true],
  ['one that is cancelled already', 'cancelled', {}, false],
  ['one that is not theirs to edit', 'done', { edit: refusedAsOthers }, false],
  ['one that may be deleted', 'done', { delete: null }, false],
])('ACT-11 %s, %s: whether it is cancelled instead', (_, status, other, expected) => {
  const may: ActivityRights = {
    ...{ ...everyRight, delete: { reason: 'protected', people: [] } },
    ...other,
  }
  expect(isCancelledInstead({ status, may })).toBe(expected)
})
