import { expect, test } from 'vitest'
import type { Cursor } from '../../core/contract/customers.ts'
import type { CustomerPage } from '../customers/search-customers.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'

const profile = (app: TestBackend, id: string) => app.first('customers.watch', { id })
async function found(app: TestBackend, text: string): Promise<string[]> {
  const { rows } = await app.client.call('customers.search', { text })
  return rows.map(({ name }) => name)
}

test('CUS-01 a profile has its branches, and each branch its own address and contacts', async () => {
  const app = await openTestWorkspace()
  const parent = await addCustomer(app, 'Norauto')
  const { id: branch } = await app.client.call('customers.create', {
    parentId: parent,
    fields: { name: 'Norauto Lyon', city: 'Lyon' },
  })
  await app.client.call('contacts.create', { customerId: branch, fields: { name: 'Nadia Perrin' } })
  const ofParent = await profile(app, parent)
  expect(ofParent?.branches).toEqual([
    { id: branch, name: 'Norauto Lyon', city: 'Lyon', archivedAt: null },
  ])
  expect(ofParent?.contacts).toEqual([])
  const ofBranch = await profile(app, branch)
  expect(ofBranch?.main).toEqual({ id: parent, name: 'Norauto' })
  expect(ofBranch?.contacts.map(({ name }) => name)).toEqual(['Nadia Perrin'])
})

test('CUS-02 a branch of a branch hangs on the main customer; cycles are refused', async () => {
  const app = await openTestWorkspace()
  const main = await addCustomer(app, 'Norauto')
  const branch = await addCustomer(app, 'Norauto Lyon', main)
  const deeper = await addCustomer(app, 'Norauto Lyon Est', branch)
  expect((await profile(app, deeper))?.customer.parentId).toBe(main)
  for (const parentId of [main, branch])
    await expect(
      app.client.call('customers.setParent', { id: main, parentId }),
    ).rejects.toMatchObject({ code: 'E-CUS-CYCLE' })
  const other = await addCustomer(app, 'Midas')
  await expect(
    app.client.call('customers.setParent', { id: main, parentId: other }),
  ).rejects.toMatchObject({ code: 'E-CUS-CYCLE' })
})

test('CUS-03 search ignores accents, case and punctuation and matches word beginnings', async () => {
  const app = await openTestWorkspace()
  await app.client.call('customers.create', {
    fields: {
      name: 'L’Étoile-du-Nord S.A.R.L.',
      code: 'C-0042',
      city: 'Saint-Étienne',
      postcode: '42000',
      phone: '+33 4 65 71 12 34',
    },
  })
  const { id } = await app.client.call('customers.create', { fields: { name: 'Garage Martin' } })
  await app.client.call('contacts.create', { customerId: id, fields: { name: 'Élodie Faure' } })
  for (const text of ['etoile', 'ÉTOILE nord', 'sarl', 'saint etie', '42000', 'c 0042', 'C0042'])
    expect(await found(app, text)).toEqual(['L’Étoile-du-Nord S.A.R.L.'])
  for (const text of ['0465711234', '04 65 71', '+33 4 65 71 12 34'])
    expect(await found(app, text)).toEqual(['L’Étoile-du-Nord S.A.R.L.'])
  expect(await found(app, 'elodie')).toEqual(['Garage Martin'])
  expect(await found(app, 'personne')).toEqual([])
  expect(await found(app, '" OR *')).toEqual([])
})

test('CUS-03 names that begin with the text come first, then by name', async () => {
  const app = await openTestWorkspace()
  for (const name of ['Garage du Lion', 'Lion Pneus', 'Auto Lion', 'Lion Auto'])
    await addCustomer(app, name)
  expect(await found(app, 'lion')).toEqual([
    'Lion Auto',
    'Lion Pneus',
    'Auto Lion',
    'Garage du Lion',
  ])
})

test('CUS-03 the list and the matches continue page by page without gap or repetition', async () => {
  const app = await openTestWorkspace()
  for (let index = 0; index < 11; index++) await addCustomer(app, `Garage ${index % 3} ${index}`)
  for (const text of ['', 'garage']) {
    const names: string[] = []
    let cursor: Cursor | null = null
    do {
      const page: CustomerPage = await app.client.call('customers.search', {
        text,
        limit: 4,
        cursor,
      })
      names.push(...page.rows.map(({ name }) => name))
      cursor = page.next
    } while (cursor)
    expect(names).toEqual([...names].sort())
    expect(new Set(names).size).toBe(11)
  }
})

test('CUS-05 activities stay readable when their customer is archived or deleted', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const activity = await addActivity(app, customer, novemberAt(20, '10:00'))
  await app.client.call('customers.setArchived', { id: customer, archived: true })
  expect(await found(app, '')).toEqual([])
  const archived = await app.client.call('customers.search', { archived: true })
  expect(archived.rows.map(({ name }) => name)).toEqual(['Norauto'])
  await app.client.call('customers.setDeleted', { id: customer, deleted: true })
  const { rows } = await app.client.call('timeline.page', {
    filter: { tz: 'Europe/Paris', customerId: customer },
    block: 'history',
  })
  expect(rows).toMatchObject([{ id: activity, customerName: 'Norauto', customerGone: true }])
})

test('CUS-05 a branch moved to another parent keeps its activities', async () => {
  const app = await openTestWorkspace()
  const [from, to] = [await addCustomer(app, 'Norauto'), await addCustomer(app, 'Midas')]
  const branch = await addCustomer(app, 'Atelier Lyon', from)
  const activity = await addActivity(app, branch, novemberAt(20, '10:00'))
  await app.client.call('customers.setParent', { id: branch, parentId: to })
  const timeline = async (customerId: string) => {
    const { rows } = await app.client.call('timeline.page', {
      filter: { tz: 'Europe/Paris', customerId, includeBranches: true },
      block: 'history',
    })
    return rows.map(({ id }) => id)
  }
  expect(await timeline(from)).toEqual([])
  expect(await timeline(to)).toEqual([activity])
  const next = await addActivity(app, branch, novemberAt(21, '10:00'))
  expect(await timeline(to)).toEqual([next, activity])
})

test('CUS-01 a code belongs to one customer', async () => {
  const app = await openTestWorkspace()
  const { id } = await app.client.call('customers.create', {
    fields: { name: 'Norauto', code: 'C1' },
  })
  await expect(
    app.client.call('customers.create', { fields: { name: 'Midas', code: 'C1' } }),
  ).rejects.toMatchObject({ code: 'E-CUS-CODE-TAKEN', details: { customer: id, name: 'Norauto' } })
  await app.client.call('customers.update', { id, patch: { code: 'C1', city: 'Lyon' } })
  await app.client.call('customers.setDeleted', { id, deleted: true })
  await app.client.call('customers.create', { fields: { name: 'Midas', code: 'C1' } })
})

test('CUS-01 one contact of a location is preferred', async () => {
  const app = await openTestWorkspace()
  const customer = await addCustomer(app, 'Norauto')
  const add = (name: string) =>
    app.client.call('contacts.create', { customerId: customer, fields: { name, preferred: true } })
  const { id: first } = await add('Nadia')
  await add('Hugo')
  const preferred = async () =>
    (await profile(app, customer))?.contacts
      .filter((each) => each.preferred)
      .map(({ name }) => name)
  expect(await preferred()).toEqual(['Hugo'])
  await app.client.call('contacts.update', { id: first, patch: { preferred: true } })
  expect(await preferred()).toEqual(['Nadia'])
})

test('GPS-10 coordinates are kept with who set them and when; impossible ones are refused', async () => {
  const app = await openTestWorkspace()
  const id = await addCustomer(app, 'Norauto')
  const set = (lat: number, lon: number) =>
    app.client.call('customers.setLocation', {
      id,
      location: { lat, lon, quality: 'street', source: 'manual' },
    })
  await set(45.76, 4.83)
  expect((await profile(app, id))?.customer.location).toEqual({
    lat: 45.76,
    lon: 4.83,
    accuracyM: null,
    quality: 'street',
    source: 'manual',
    setBy: app.userId,
    setAt: testNow,
  })
  for (const [lat, lon] of [
    [0, 0],
    [91, 0],
    [45, 181],
  ] as const)
    await expect(set(lat, lon)).rejects.toMatchObject({ code: 'E-GEO-INVALID' })
})
