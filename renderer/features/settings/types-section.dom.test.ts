import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { AppError } from '../../../core/contract/app-error.ts'
import type { ActivityType } from '../../../core/contract/activity-types.ts'
import type { SyncStatus } from '../../../core/contract/sync.ts'
import { builtinTypes } from '../../../core/domain/activity-types/builtin-types.ts'
import { createFakeBackend, type FakeBackend } from '../../testing/fake-backend.ts'
import { officeStreams } from '../../testing/fake-office.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import TypesSection from './TypesSection.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const own = (id: string, fr: string, archivedAt: number | null = null): ActivityType => ({
  ...builtinTypes[4]!,
  ...{ id, key: null, builtin: false, name: { fr }, archivedAt },
})

const shared = (isAdministrator: boolean): SyncStatus => ({
  ...{ state: 'shared', server: 'http://localhost', email: 'claire@example.com' },
  ...{ isAdministrator, isSecretProtected: true, isLocked: false, connection: 'live' },
  ...{ error: null, pending: 0, rejected: 0, progress: null },
  ...{ lastSyncAt: null, clockSkewMs: null },
})

async function show(
  types: readonly ActivityType[],
  isAdministrator: boolean | undefined,
  move: () => Record<string, never> = () => ({}),
): Promise<{ page: VueWrapper; backend: FakeBackend }> {
  const backend = createFakeBackend({
    streams: {
      ...officeStreams(),
      'activityTypes.watch': () => [...types],
      ...(isAdministrator !== undefined && { 'sync.watch': () => shared(isAdministrator) }),
    },
    calls: {
      'activityTypes.move': move,
      'activityTypes.usage': () => ({ count: 125, trashed: 3 }),
      'activityTypes.setDeleted': () => {
        throw new AppError('E-TYP-IN-USE', 'in use', { count: 128, trashed: 3 })
      },
    },
  })
  const page = mountInApp(TypesSection, { backend: backend.client })
  mounted.push(page)
  await flushPromises()
  return { page, backend }
}

const button = (label: string): HTMLButtonElement | undefined =>
  [...document.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === label,
  )

test('TYP-05 archived types stand apart, and two of one name are marked', async () => {
  const { page } = await show([own('a', 'Salon'), own('b', 'salon'), own('c', 'Foire', 1)], true)
  const lists = page.findAll('ul')
  expect(lists.map((list) => list.findAll('li').length)).toEqual([2, 1])
  expect(lists[0]?.text().match(/Doublon de nom/g)).toHaveLength(2)
  expect(lists[1]?.text()).toContain('Archivé')
})

test('types that could not be loaded are asked for again', async () => {
  const { page, backend } = await show([own('a', 'Salon')], true)
  backend.fail('activityTypes.watch', new AppError('INTERNAL', 'disk'))
  await flushPromises()
  expect(page.find('ul').exists()).toBe(false)
  expect(page.find('[role="alert"]').exists()).toBe(true)
  button('Réessayer')?.click()
  await flushPromises()
  expect(page.find('[role="alert"]').exists()).toBe(false)
  expect(page.findAll('ul > li')).toHaveLength(1)
})

test('PRM-01 who is no administrator sees the types, and why they cannot be changed', async () => {
  const { page } = await show([own('a', 'Salon')], false)
  expect(page.text()).toContain('seul un administrateur les modifie')
  expect(button('Ajouter un type')?.disabled).toBe(true)
  expect(button('Monter «\u00a0Salon\u00a0»')).toBeUndefined()
  document.getElementById('type-a-open')?.click()
  await flushPromises()
  expect(document.querySelector('fieldset')?.disabled).toBe(true)
  expect(button('Supprimer')).toBeUndefined()
})

test('PRM-01 until it is known who may change the types, they are not said to be closed', async () => {
  const { page, backend } = await show([own('a', 'Salon'), own('b', 'Foire')], undefined)
  const closed = 'seul un administrateur les modifie'
  expect(page.findAll('ul > li')).toHaveLength(2)
  expect(page.text()).not.toContain(closed)
  expect(button('Ajouter un type')?.disabled).toBe(true)
  backend.emit('sync.watch', shared(false))
  await flushPromises()
  expect(page.text()).toContain(closed)
  backend.emit('sync.watch', { state: 'alone' })
  await flushPromises()
  expect(page.text()).not.toContain(closed)
  expect(button('Ajouter un type')?.disabled).toBe(false)
})

test('TYP-01 a type is moved by its buttons', async () => {
  const { backend } = await show([own('a', 'Salon'), own('b', 'Foire'), own('c', 'Essai')], true)
  button('Descendre «\u00a0Salon\u00a0»')?.click()
  button('Monter «\u00a0Essai\u00a0»')?.click()
  await flushPromises()
  expect(backend.inputs('activityTypes.move')).toEqual([
    { id: 'a', after: 'b' },
    { id: 'c', after: 'a' },
  ])
})

test('TYP-01 a type that was moved keeps the focus once, and its new place is told', async () => {
  const [salon, foire, essai] = [own('a', 'Salon'), own('b', 'Foire'), own('c', 'Essai')]
  const { page, backend } = await show([salon, foire, essai], true)
  const down = button('Descendre «\u00a0Salon\u00a0»')
  down?.focus()
  down?.click()
  await flushPromises()
  expect(page.get('p[role="status"]').text()).toBe('«\u00a0Salon\u00a0» est à la place 2')
  page.get<HTMLElement>('#type-b-open').element.focus()
  backend.emit('activityTypes.watch', [foire, salon, essai])
  await flushPromises()
  expect(document.activeElement?.id).toBe('type-a-down')
  page.get<HTMLElement>('#type-b-open').element.focus()
  backend.emit('activityTypes.watch', [salon, foire, essai])
  await flushPromises()
  expect(document.activeElement?.id).toBe('type-b-open')
})

test('TYP-05 a type in use is refused its deletion with the number of its activities', async () => {
  await show([own('a', 'Salon')], true)
  document.getElementById('type-a-open')?.click()
  await flushPromises()
  expect(document.body.textContent).toContain('Utilisé par 125 activités.')
  button('Supprimer')?.click()
  await flushPromises()
  const refusal = document.querySelector('[role="alert"]')?.textContent
  expect(refusal).toContain('Utilisé par 128 activités.')
  expect(refusal).toContain('Dont 3 dans la corbeille.')
})

test('TYP-01 a move that is refused is not told as done', async () => {
  const types = [own('a', 'Salon'), own('b', 'Foire')]
  const { page } = await show(types, true, () => {
    throw new AppError('E-NOT-FOUND', 'gone')
  })
  button('Descendre «\u00a0Salon\u00a0»')?.click()
  await flushPromises()
  expect(page.get('p[role="status"]').text()).toBe('')
  expect(document.body.textContent).toContain('Cet élément n’existe plus')
})
