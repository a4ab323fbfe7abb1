import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Activity } from '../../../core/contract/activities.ts'
import type { Refusal } from '../../../core/contract/permissions.ts'
import { createFakeBackend } from '../../testing/fake-backend.ts'
import { hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { everyRight, refusedAsOthers } from '../../testing/rights.ts'
import DetailsHeader from './DetailsHeader.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const at = Date.UTC(2026, 10, 24, 13, 30)
const activity: Activity = {
  ...{ id: 'a1', documentId: 'a/c1/2026', typeId: 'type-visit', customerId: 'c1' },
  ...{ customerName: 'Norauto', parentName: null, customerGone: false, customerTz: null },
  ...{ title: 'Tour du stock', startAt: at, endAt: null, tz: 'Europe/Paris' },
  ...{ plannedStartAt: null, plannedEndAt: null, status: 'in_progress', cancelReason: null },
  ...{ assigneeId: hugo.id, contactIds: [], locationText: null, description: [] },
  ...{ newerFields: 0, noteCount: 0, attachmentCount: 0, reportCount: 0 },
  ...{ verification: 'unverified' },
  ...{ createdAt: at, createdBy: hugo.id, updatedAt: at, updatedBy: hugo.id },
  ...{ deletedAt: null, deletedBy: null, may: everyRight },
  ...{ syncState: null, news: [] },
}

/** The header, and which of its buttons did something when all were pressed. */
async function show(
  may: Partial<Activity['may']>,
): Promise<{ page: VueWrapper; pressed: string[] }> {
  const pressed: string[] = []
  const backend = createFakeBackend({ streams: officeStreams() })
  const page = mountInApp(DetailsHeader, {
    props: {
      activity: { ...activity, may: { ...everyRight, ...may } },
      titleId: 'title',
      onEdit: () => pressed.push('edit'),
      onRemove: () => pressed.push('remove'),
      onCopy: () => pressed.push('copy'),
    },
    backend: backend.client,
  })
  mounted.push(page)
  await flushPromises()
  for (const label of ['Modifier', 'Supprimer', 'Copier'])
    await page.find(`button[aria-label="${label}"]`).trigger('click')
  return { page, pressed }
}

const disabledOf = (page: VueWrapper): (string | undefined)[] =>
  page.findAll('button[aria-disabled="true"]').map((button) => button.attributes('aria-label'))
const labelsOf = (page: VueWrapper): string[] =>
  page.findAll('button').flatMap((button) => button.text() || [])

test('PRM-01 who may everything has every control, and no explanation', async () => {
  const { page, pressed } = await show({})
  expect(pressed).toEqual(['edit', 'remove', 'copy'])
  expect(disabledOf(page)).toEqual([])
  expect(labelsOf(page)).toEqual(['Se termine maintenant', 'Annuler l’activité'])
  expect(page.text()).not.toContain('réservée')
})

test('PRM-01 a colleague’s activity says whose it is; its controls do nothing, what is impossible is not there', async () => {
  const deletion: Refusal = { reason: 'others_deletion', people: ['Hugo Bernard'] }
  const { page, pressed } = await show({
    edit: refusedAsOthers,
    editTimes: refusedAsOthers,
    delete: deletion,
  })
  expect(page.text()).toContain(
    'Modification réservée à Hugo Bernard, à son chef d’équipe, aux responsables de compte et aux administrateurs.',
  )
  expect(pressed).toEqual(['copy'])
  expect(disabledOf(page)).toEqual(['Modifier', 'Supprimer'])
  expect(labelsOf(page)).toEqual([])
})

test('PRM-01 the back office cancels, and does not move', async () => {
  const { page } = await show({ editTimes: { reason: 'times', people: ['Hugo Bernard'] } })
  expect(labelsOf(page)).toEqual(['Annuler l’activité'])
})

test('PRM-01 an activity of two people says so of both', async () => {
  const { page } = await show({
    edit: { reason: 'others', people: ['Hugo Bernard', 'Paul Roux'] },
  })
  expect(page.text()).toContain(
    'Modification réservée à Hugo Bernard et Paul Roux, à leur chef d’équipe, aux responsables de compte et aux administrateurs.',
  )
})
