import { expect, test } from 'vitest'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import {
  openTestBackend,
  openTestWorkspace,
  type TestBackend,
  testNow,
} from '../testing/test-backend.ts'

test('a new folder has no workspace; creating one makes its administrator, once', async () => {
  const app = await openTestBackend()
  expect(await app.first('workspace.watch', {})).toEqual({ state: 'none' })
  await expect(app.client.call('users.create', { firstName: 'Karim' })).rejects.toMatchObject({
    code: 'E-WORKSPACE-NONE',
  })
  const input = {
    organisationName: 'Pièces Auto Rhône',
    firstName: 'Camille',
    lastName: 'Roche',
    tz: 'Europe/Paris',
    locale: 'fr' as const,
  }
  await expect(
    app.client.call('workspace.create', { ...input, tz: 'Europe/Lutece' }),
  ).rejects.toMatchObject({ code: 'E-TIME-INVALID' })
  const { userId } = await app.client.call('workspace.create', input)
  expect(await app.first('workspace.watch', {})).toMatchObject({
    state: 'ready',
    isDemo: false,
    organisation: { name: 'Pièces Auto Rhône', trashDays: 30, overlapPolicy: 'warn' },
    me: { id: userId, firstName: 'Camille', roles: ['admin'] },
  })
  await expect(app.client.call('workspace.create', input)).rejects.toMatchObject({
    code: 'E-WORKSPACE-EXISTS',
  })
})

test('the demonstration has customers, three months of activities and two colleagues, and can be thrown away', async () => {
  const app = await openTestBackend()
  const made = await app.client.run('workspace.createDemo', { tz: 'Europe/Paris', locale: 'fr' })
  expect(made).toMatchObject({ customers: 60, activities: 900 })
  expect(await app.first('users.watch', {})).toHaveLength(3)
  const { rows } = await app.client.call('timeline.page', {
    filter: { tz: 'Europe/Paris', order: 'oldest' },
    block: 'history',
    limit: 1,
  })
  const days = (testNow - rows[0]!.startAt!) / 86_400_000
  expect(days).toBeGreaterThan(60)
  expect(days).toBeLessThan(110)
  await app.client.call('workspace.discardDemo', {})
  expect(await app.first('workspace.watch', {})).toEqual({ state: 'none' })
  expect((await app.client.call('customers.search', {})).total).toBe(0)
})

test('cancelling the demonstration leaves an empty folder', async () => {
  const app = await openTestBackend()
  const stop = new AbortController()
  await expect(
    app.client.run(
      'workspace.createDemo',
      { tz: 'Europe/Paris', locale: 'fr' },
      { signal: stop.signal, onProgress: () => stop.abort() },
    ),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(await app.first('workspace.watch', {})).toEqual({ state: 'none' })
})

test('only a demonstration can be thrown away', async () => {
  const app = await openTestWorkspace()
  await expect(app.client.call('workspace.discardDemo', {})).rejects.toMatchObject({
    code: 'E-WORKSPACE-NOT-DEMO',
  })
})

test('TYP-01 every workspace has the five built-in types with icon and colour', async () => {
  const app = await openTestWorkspace()
  const types = await app.first('activityTypes.watch', {})
  expect(types.map(({ key, name, builtin }) => [key, name.fr, name.en, builtin])).toEqual([
    ['visit', 'Visite', 'Visit', true],
    ['planned_visit', 'Visite planifiée', 'Planned visit', true],
    ['call_in', 'Appel (entrant)', 'Call (inbound)', true],
    ['call_out', 'Appel (sortant)', 'Call (outbound)', true],
    ['meeting', 'Réunion', 'Meeting', true],
  ])
  expect(new Set(types.map(({ color }) => color)).size).toBe(5)
  expect(new Set(types.map(({ icon }) => icon)).size).toBe(5)
})

test('TYP-04 a built-in type can be renamed, recoloured and hidden, and keeps its key', async () => {
  const app = await openTestWorkspace()
  const change = (patch: object) =>
    app.client.call('activityTypes.update', { id: 'type-visit', patch })
  await change({ name: { fr: ' Passage ', en: 'Stop' }, color: '#123456', archived: true })
  const visit = async (of: TestBackend) =>
    (await of.first('activityTypes.watch', {})).find(({ id }) => id === 'type-visit')
  const expected = {
    key: 'visit',
    name: { fr: 'Passage', en: 'Stop' },
    color: '#123456',
    archivedAt: testNow,
  }
  expect(await visit(app)).toMatchObject(expected)
  expect(await visit(await app.reopen())).toMatchObject(expected)
})

test('TYP-04 a name that another type has, ignoring case and accents, is refused', async () => {
  const app = await openTestWorkspace()
  const rename = (fr: string) =>
    app.client.call('activityTypes.update', { id: 'type-visit', patch: { name: { fr } } })
  await expect(rename('REUNION')).rejects.toMatchObject({ code: 'E-TYP-NAME-TAKEN' })
  await expect(rename('  ')).rejects.toMatchObject({ code: 'E-TYP-NAME-INVALID' })
  await expect(rename('x'.repeat(61))).rejects.toMatchObject({ code: 'E-TYP-NAME-INVALID' })
})

test('TL-15 TL-16 preferences follow the person or stay on the device, and survive a restart', async () => {
  const app = await openTestWorkspace()
  const set = (scope: 'user' | 'device', key: string, value: unknown) =>
    app.client.call('preferences.set', { scope, key, value })
  await set('user', 'timeline.filter', { typeIds: ['type-visit'] })
  await set('device', 'timeline.layout', 'list')
  const { id } = await app.client.call('savedViews.save', {
    screen: 'timeline',
    name: 'Mes visites',
    filter: { typeIds: ['type-visit'] },
  })
  const again = await app.reopen()
  expect(await again.first('preferences.watch', {})).toEqual({
    user: { 'timeline.filter': { typeIds: ['type-visit'] } },
    device: { 'timeline.layout': 'list' },
  })
  const views = () => again.first('savedViews.watch', { screen: 'timeline' })
  expect(await views()).toEqual([
    { id, screen: 'timeline', name: 'Mes visites', filter: { typeIds: ['type-visit'] } },
  ])
  await again.client.call('savedViews.remove', { id })
  expect(await views()).toEqual([])
})

test('ACT-20 a draft is kept at every save, survives a restart and is told to every window', async () => {
  const app = await openTestWorkspace()
  const key = 'activity:new:all'
  const other = await app.connect({})
  const seen: unknown[] = []
  const twice = Promise.withResolvers<void>()
  other.subscribe(
    'drafts.watch',
    { key },
    (draft) => {
      seen.push(draft?.payload)
      if (draft?.revision === 2) twice.resolve()
    },
    twice.reject,
  )
  await app.client.call('drafts.save', { key, payload: { title: 'St' } })
  await app.client.call('drafts.save', { key, payload: { title: 'Stock' } })
  await twice.promise
  expect(seen.at(-1)).toEqual({ title: 'Stock' })
  const again = await app.reopen()
  expect(await again.client.call('drafts.list', { prefix: 'activity:' })).toEqual([
    { key, payload: { title: 'Stock' }, updatedAt: testNow, revision: 2 },
  ])
  await again.client.call('drafts.discard', { key })
  expect(await again.client.call('drafts.list', { prefix: 'activity:' })).toEqual([])
})

test('everything written survives closing and opening again', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const id = await addActivity(app, customer, testNow - 3_600_000, {}, 'Visite du stock')
  const before = await app.first('activities.watch', { id })
  expect(await (await app.reopen()).first('activities.watch', { id })).toEqual(before)
})

test('GEN-06 the organisation’s settings are checked and kept', async () => {
  const app = await openTestWorkspace()
  await app.client.call('organisation.update', { locale: 'en', trashDays: 60 })
  expect(await app.first('workspace.watch', {})).toMatchObject({
    organisation: { locale: 'en', trashDays: 60 },
  })
  await expect(app.client.call('organisation.update', { trashDays: 0 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  })
})
