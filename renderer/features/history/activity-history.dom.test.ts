import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { Activity } from '../../../core/contract/activities.ts'
import type { HistoryEntry } from '../../../core/contract/activity-history.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { everyRight, refusedAsOthers } from '../../testing/rights.ts'
import { takeLastUndo } from '../../ui/undo-offers.ts'
import ActivityHistory from './ActivityHistory.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const at = Date.UTC(2026, 2, 12, 13, 5)

const activity: Activity = {
  ...{ id: 'a1', documentId: 'a/c1/2026', typeId: 't1', customerId: 'c1', title: 'Tarifs' },
  ...{ startAt: at, endAt: null, tz: 'Europe/Paris', status: 'done', cancelReason: null },
  ...{ assigneeId: claire.id, contactIds: [], locationText: null, description: [] },
  ...{ customerName: 'Norauto', parentName: null, customerGone: false, customerTz: null },
  ...{ plannedStartAt: null, plannedEndAt: null, newerFields: 0 },
  ...{ noteCount: 0, attachmentCount: 0, reportCount: 0 },
  ...{ verification: 'unverified' },
  ...{ createdAt: at, createdBy: claire.id, updatedAt: at, updatedBy: claire.id },
  ...{ deletedAt: null, deletedBy: null, may: everyRight },
  ...{ syncState: null, news: [] },
}

const entry = (id: string, changes: HistoryEntry['changes'], other = {}): HistoryEntry => ({
  ...{ id, kind: 'changed', at, userId: hugo.id, changes },
  ...other,
})

const change = (field: string, before: unknown, after: unknown, isKept = true) => ({
  ...{ field, before, after, isKept },
})

async function open(
  entries: HistoryEntry[] | AppError,
  of: Partial<Activity> = {},
  canUndo = true,
): Promise<{ page: VueWrapper; backend: FakeBackend }> {
  const backend = createFakeBackend({
    streams: officeStreams(),
    calls: {
      'activities.history': () => {
        if (entries instanceof AppError) throw entries
        return { entries, names: { c1: 'Norauto', c2: 'Midas', p1: 'Nadia Perrin' } }
      },
      'activities.update': () => ({ warnings: [], canUndo }),
      'activities.restoreField': () => ({ warnings: [], canUndo }),
    },
  })
  const page = mountInApp(ActivityHistory, {
    ...{ props: { activity: { ...activity, ...of } }, backend: backend.client },
  })
  mounted.push(page)
  await flushPromises()
  expect(backend.inputs('activities.history')).toEqual([])
  await page.find('button').trigger('click')
  await flushPromises()
  return { page, backend }
}

const restoring = (page: VueWrapper): (string | undefined)[] =>
  page
    .findAll('button')
    .map((button) => button.attributes('aria-label'))
    .filter((label) => label?.startsWith('Restaurer'))

test('TL-21 it is read once it is opened, and says values as people read them', async () => {
  const { page, backend } = await open([
    entry('6', [change('deletedAt', null, at)]),
    entry('5', [change('customerId', 'c2', 'c1'), change('contactIds', [], ['p1', 'p9'])]),
    entry('4', [change('assigneeId', hugo.id, claire.id), change('status', 'planned', 'done')]),
    entry('3', [change('startAt', null, at)]),
    entry('2', [change('title', null, 'Stock', false)]),
    entry('1', [], { kind: 'state', userId: 'server' }),
  ])
  expect(backend.inputs('activities.history')).toEqual([{ id: 'a1' }])
  const items = page.findAll('ol > li').map((item) => item.text())
  for (const [index, parts] of [
    ['Hugo Bernard', 'Activité supprimée'],
    ['Midas → Norauto', 'Aucune valeur → Nadia Perrin et Contact supprimé'],
    ['Hugo Bernard → Claire Martin', 'Planifiée → Terminée'],
    ['Aucune valeur → jeu. 12 mars 2026, '],
    ['«\u00a0Stock\u00a0» a été écrite en même temps'],
    ['État au jeu. 12 mars 2026, ', 'Les étapes d’avant ne sont pas sur cet appareil.'],
  ].entries())
    for (const part of parts) expect(items[index]).toContain(part)
  expect(items[5]).not.toContain('Personne inconnue')
})

test('REP-08 a reopening of reports is told with its reason, and is no value to restore', async () => {
  const reopened = { at, by: hugo.id, reason: 'Panne de réseau' }
  const { page } = await open([entry('1', [change('reopened', null, reopened)])])
  const item = page.find('ol > li').text()
  expect(item).toContain('Hugo Bernard')
  expect(item).toContain('Rapports de nouveau possibles\u00a0: Panne de réseau')
  expect(restoring(page)).toEqual([])
})

test('TL-21 a value that stands already, or cannot be read, is not offered', async () => {
  const { page } = await open([
    entry('3', [change('title', 'Tarifs', 'Garantie')]),
    entry('2', [change('status', { newer: true }, 'done'), change('', null, { newer: true })]),
    entry('1', [change('locationText', 'Lyon', null)]),
  ])
  expect(restoring(page)).toEqual(['Restaurer cette valeur\u00a0: «\u00a0Lyon\u00a0» (Lieu)'])
})

test('TL-21 in the trash nothing is restored field by field', async () => {
  const { page } = await open([entry('1', [change('title', 'Visite', 'Tarifs')])], {
    deletedAt: at,
  })
  expect(restoring(page)).toEqual([])
})

test('PRM-01 TL-21 to whom a colleague’s activity is closed nothing is offered to restore', async () => {
  const { page } = await open([entry('1', [change('title', 'Visite', 'Tarifs')])], {
    may: { ...everyRight, edit: refusedAsOthers },
  })
  expect(restoring(page)).toEqual([])
})

test.each([
  ['and taken back', true],
  ['for good where the activity is no longer theirs', false],
])('TL-21 one field is restored to what it was before a change, %s', async (_, canUndo) => {
  const { page, backend } = await open(
    [entry('1', [change('title', 'Visite', 'Tarifs')])],
    {},
    canUndo,
  )
  const button = page
    .findAll('button')
    .find((each) => each.attributes('aria-label')?.startsWith('Restaurer'))
  await button?.trigger('click')
  await flushPromises()
  expect(backend.inputs('activities.restoreField')).toEqual([
    { id: 'a1', field: 'title', point: { entry: '1', side: 'before' } },
  ])
  expect(document.body.textContent).toContain('Valeur restaurée')
  expect(takeLastUndo()).toBe(canUndo)
})

test('TL-21 twenty entries are shown at first, and more when asked', async () => {
  const { page } = await open(
    Array.from({ length: 22 }, (_, index) => entry(`${index}`, [change('title', `${index}`, 'x')])),
  )
  expect(page.findAll('ol > li')).toHaveLength(20)
  const more = page.findAll('button').find((each) => each.text() === 'Afficher plus')
  await more?.trigger('click')
  expect(page.findAll('ol > li')).toHaveLength(22)
}, 20_000)

test('TL-21 without entries and with a refusal it says so', async () => {
  const { page: empty } = await open([])
  expect(empty.text()).toContain('Pas encore d’historique')
  const { page: refused } = await open(new AppError('E-NOT-FOUND', 'gone'))
  expect(refused.find('[role=alert]').exists()).toBe(true)
  expect(refused.text()).toContain('Réessayer')
})
