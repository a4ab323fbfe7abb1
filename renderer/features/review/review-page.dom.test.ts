import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import type { ActivityType } from '../../../core/contract/activity-types.ts'
import type { ConflictToReview } from '../../../core/contract/conflicts.ts'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { claire, hugo, officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { refusedAsOthers } from '../../testing/rights.ts'
import { takeLastUndo } from '../../ui/undo-offers.ts'
import ReviewPage from './ReviewPage.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const at = Date.UTC(2026, 10, 24, 13, 30)
const conflict = (change: Partial<ConflictToReview> = {}): ConflictToReview => ({
  ...{ id: 'f1', kind: 'field', root: 'activities', recordId: 'a1', field: 'title' },
  ...{ kept: 'Tarifs', keptBy: claire.id, keptAt: at, keptName: null },
  ...{ lost: 'Garantie', lostBy: hugo.id, lostAt: at, lostName: null },
  subject: {
    ...{ title: 'Tarifs', typeId: null, startAt: null, activityId: null },
    ...{ customerId: 'c1', customerName: 'Norauto' },
  },
  may: { keep: null, replace: null },
  ...change,
})

async function show(
  open: ConflictToReview[],
  types: readonly ActivityType[] = [],
  isAdministrator = true,
  canUndo = true,
): Promise<{ page: VueWrapper; backend: FakeBackend }> {
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'conflicts.watch': () => ({ open, total: open.length }),
      'activityTypes.watch': () => [...types],
      'sync.watch': () => ({
        ...{ state: 'shared', server: 'http://localhost', email: 'claire@example.com' },
        ...{ isAdministrator, isSecretProtected: true, isLocked: false, connection: 'live' },
        ...{ error: null, pending: 0, rejected: 0, progress: null },
        ...{ lastSyncAt: null, clockSkewMs: null },
      }),
    },
    jobs: {
      'activityTypes.replace': ({ id, by }) =>
        Promise.resolve({
          ...{ id, by, at, wasArchivedAt: null, wasReplacedBy: null },
          ...{ changed: 1, cancelled: false },
        }),
    },
    calls: {
      'conflicts.resolve': () => ({ before: { title: 'Tarifs' }, canUndo }),
      'conflicts.reopen': () => ({}),
    },
  })
  const page = mountInApp(ReviewPage, { backend: backend.client })
  mounted.push(page)
  await flushPromises()
  return { page, backend }
}

async function press(page: VueWrapper, label: string): Promise<void> {
  const button = page.findAll('button').find((each) => each.text() === label)
  await button?.trigger('click')
  await flushPromises()
}

test('SYN-03 both values stand side by side with their authors, and one is chosen', async () => {
  const { page, backend } = await show([conflict()])
  const text = page.text()
  for (const part of ['Norauto', 'Titre', 'Tarifs', 'Garantie', 'Claire Martin', 'Hugo Bernard'])
    expect(text).toContain(part)
  await press(page, 'Remplacer')
  expect(backend.inputs('conflicts.resolve')).toEqual([{ id: 'f1', choice: 'replace' }])
})

test.each([
  ['taken back', true],
  ['for good once the activity is handed over', false],
])('PRM-01 a decision is %s', async (_, canUndo) => {
  while (takeLastUndo());
  const { page, backend } = await show([conflict()], [], true, canUndo)
  await press(page, 'Remplacer')
  expect(document.body.textContent).toContain('Valeur remplacée')
  expect(takeLastUndo()).toBe(canUndo)
  await flushPromises()
  expect(backend.inputs('conflicts.reopen')).toEqual(
    canUndo ? [{ id: 'f1', before: { title: 'Tarifs' } }] : [],
  )
})

test('SYN-03 texts are combined in a field that starts with both', async () => {
  const { page, backend } = await show([conflict()])
  await press(page, 'Combiner')
  const input = page.find('input')
  expect(input.element.value).toBe('Tarifs / Garantie')
  await input.setValue('Tarifs et garantie')
  await page.find('form').trigger('submit')
  await flushPromises()
  expect(backend.inputs('conflicts.resolve')).toEqual([
    { id: 'f1', choice: 'combine', value: 'Tarifs et garantie' },
  ])
})

test('SYN-08 of two assignees one is chosen by name; they are not combined', async () => {
  const { page } = await show([
    conflict({ field: 'assigneeId', kept: claire.id, lost: hugo.id, keptBy: hugo.id }),
  ])
  const labels = page.findAll('button').map((button) => button.attributes('aria-label'))
  expect(labels).toEqual([
    'Garder «\u00a0Claire Martin\u00a0»',
    'Remplacer par «\u00a0Hugo Bernard\u00a0»',
  ])
})

test('SYN-06 a deletion that met a change says whose, and is kept or not', async () => {
  const { page, backend } = await show([
    conflict({ id: 'deleted:a1', kind: 'deletedAndEdited', field: '', kept: null, lost: null }),
  ])
  expect(page.text()).toMatch(
    /Supprimée par Hugo Bernard .* pendant que Claire Martin l’a modifiée/,
  )
  await press(page, 'Garder la suppression')
  expect(backend.inputs('conflicts.resolve')).toEqual([{ id: 'deleted:a1', choice: 'replace' }])
})

test('TSK-04 a deletion that met a completion says who completed the task', async () => {
  const { page, backend } = await show([
    conflict({
      ...{ id: 'deleted:t1', kind: 'deletedAndCompleted', root: 'tasks', recordId: 't1' },
      ...{ field: '', kept: null, lost: null },
      subject: { ...conflict().subject, title: 'Rappeler', activityId: 'a1' },
    }),
  ])
  expect(page.text()).toMatch(
    /Supprimée par Hugo Bernard .* pendant que Claire Martin l’a terminée/,
  )
  expect(page.findAll('a').map((link) => link.attributes('href'))).toContain(
    '/customers/c1/activities?activity=a1',
  )
  await press(page, 'Restaurer')
  expect(backend.inputs('conflicts.resolve')).toEqual([{ id: 'deleted:t1', choice: 'keep' }])
  expect(document.body.textContent).toContain('Tâche restaurée')
})

test('SYN-03 two due dates of a task are told as dates', async () => {
  const { page } = await show([
    conflict({
      ...{ root: 'tasks', recordId: 't1', field: 'due' },
      ...{ kept: { day: '2026-11-27' }, lost: { at } },
    }),
  ])
  for (const part of ['Échéance', '27 nov. 2026', '24/11/2026 13:30'])
    expect(page.text()).toContain(part)
})

test('SYN-05 crossed times are corrected in the activity', async () => {
  const { page } = await show([
    conflict({ id: 'times:a1', kind: 'timesCrossed', field: '', kept: null, lost: null }),
  ])
  expect(page.text()).toContain('À corriger')
  expect(page.findAll('a').map((link) => link.attributes('href'))).toContain(
    '/customers/c1/activities?activity=a1',
  )
})

const salon: ActivityType = {
  ...builtinTypes[4]!,
  ...{ id: 't1', key: null, builtin: false, name: { fr: 'Salon' }, archivedAt: null },
}

test('TYP-06 an activity whose type was archived meanwhile keeps it, or gets the one that stands in', async () => {
  const { page, backend } = await show(
    [
      conflict({
        ...{ id: 'archived:a1', kind: 'archivedType', field: '' },
        ...{ kept: 't1', keptBy: hugo.id, lost: 'type-visit', lostBy: claire.id },
      }),
    ],
    [...builtinTypes, { ...salon, archivedAt: at }],
  )
  expect(page.text()).toMatch(/Claire Martin a retiré .* pendant que Hugo Bernard l’a choisi/)
  expect(page.text()).toContain('Salon (archivé)')
  await press(page, 'Garder tel quel')
  await page.find('form').trigger('submit')
  await flushPromises()
  expect(backend.inputs('conflicts.resolve')).toEqual([
    { id: 'archived:a1', choice: 'keep' },
    { id: 'archived:a1', choice: 'replace', value: 'type-visit' },
  ])
})

test('PRM-01 TYP-06 to whom the activity is closed, its archived type is not to be decided', async () => {
  const { page, backend } = await show(
    [
      conflict({
        ...{ id: 'archived:a1', kind: 'archivedType', field: '' },
        ...{ kept: 't1', keptBy: hugo.id, lost: 'type-visit', lostBy: claire.id },
        may: { keep: refusedAsOthers, replace: refusedAsOthers },
      }),
    ],
    [...builtinTypes, { ...salon, archivedAt: at }],
  )
  expect(page.text()).toContain('réservée à Hugo Bernard')
  expect(page.findAll('button').map((button) => button.element.disabled)).toEqual([
    true,
    true,
    true,
  ])
  await press(page, 'Garder tel quel')
  await page.find('form').trigger('submit')
  await flushPromises()
  expect(backend.inputs('conflicts.resolve')).toEqual([])
})

test.each([
  ['an administrator merges', true, ['Fusionner']],
  ['others are told who may', false, []],
])('TYP-06 two types of one name: %s', async (_, isAdministrator, offered) => {
  const { page, backend } = await show(
    [
      conflict({
        ...{ id: 'names:t1/t2', kind: 'sameName', root: 'activityTypes', recordId: 't2' },
        ...{ field: '', kept: 't1', lost: 't2', lostBy: hugo.id },
      }),
    ],
    [salon, { ...salon, id: 't2', name: { fr: 'SALON' } }],
    isAdministrator,
  )
  expect(page.text()).toContain('Doublon de nom')
  expect(page.findAll('button').map((button) => button.text())).toEqual(offered)
  expect(page.text().includes('Un administrateur peut')).toBe(offered.length === 0)
  await press(page, 'Fusionner')
  expect(backend.inputs('activityTypes.replace')).toEqual(
    offered.map(() => ({ id: 't2', by: 't1' })),
  )
})

test('with nothing to review the page says so', async () => {
  const { page } = await show([])
  expect(page.text()).toContain('Rien à vérifier')
})

test('PRM-01 who may not decide sees why, and buttons that do nothing', async () => {
  const { page, backend } = await show([
    conflict({ may: { keep: refusedAsOthers, replace: refusedAsOthers } }),
  ])
  expect(page.text()).toContain('Modification réservée à Hugo Bernard, à son chef d’équipe')
  for (const label of ['Garder', 'Remplacer', 'Combiner']) await press(page, label)
  expect(backend.inputs('conflicts.resolve')).toEqual([])
})
