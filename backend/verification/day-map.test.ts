import { expect, test } from 'vitest'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Output } from '../../core/contract/operation.ts'
import type { Client } from '../../core/rpc/client.ts'
import { addActivity, addCustomer, novemberAt } from '../testing/sample-records.ts'
import { openSharedTeam } from '../testing/shared-team.ts'
import { openTestWorkspace, type TestBackend } from '../testing/test-backend.ts'

type Day = Output<AppContract['verification.day']>
const tuesday = { day: '2026-11-24', tz: 'Europe/Paris' }

/** The first answer for a person. */
const dayOf = (client: Client<AppContract>, userId?: string): Promise<Day> =>
  new Promise((resolve, reject) => {
    const input = userId === undefined ? tuesday : { ...tuesday, userId }
    const stop = client.subscribe(
      'verification.day',
      input,
      (value) => {
        resolve(value)
        queueMicrotask(() => stop())
      },
      reject,
    )
  })

async function place(app: TestBackend, customerId: string, lat: number, lon: number) {
  await app.client.call('customers.setLocation', {
    id: customerId,
    location: { lat, lon, quality: 'surveyed', source: 'manual' },
  })
}

const titles = ({ stops }: Day) => stops.map(({ number, title }) => [number, title])

test('GPS-20 the day has the visits in order of time, with where they are', async () => {
  const app = await openTestWorkspace()
  const main = await addCustomer(app, 'Norauto')
  const branch = await addCustomer(app, 'Norauto Rennes', main)
  await place(app, branch, 48.1113, -1.68)
  await app.client.call('customers.update', { id: branch, patch: { city: 'Rennes' } })
  const later = await addActivity(app, branch, novemberAt(24, '14:00'), {
    ...{ typeId: 'type-planned-visit', status: 'planned', title: 'Bilan' },
  })
  const first = await addActivity(app, main, novemberAt(24, '09:00'), { status: 'done' })
  expect(await app.first('verification.day', tuesday)).toEqual({
    userId: app.userId,
    people: [app.userId],
    stops: [
      {
        ...{ activityId: first, number: 1, typeId: 'type-visit', title: null, customerId: main },
        ...{ customerName: 'Norauto', parentName: null, city: null, location: null },
        ...{ startAt: novemberAt(24, '09:00'), endAt: novemberAt(24, '09:30') },
        ...{ reportCount: 0, status: 'done', verification: null },
      },
      {
        ...{ activityId: later, number: 2, typeId: 'type-planned-visit', title: 'Bilan' },
        ...{
          customerId: branch,
          customerName: 'Norauto Rennes',
          parentName: 'Norauto',
          city: 'Rennes',
        },
        ...{ location: { lat: 48.1113, lon: -1.68 }, status: 'planned', verification: null },
        ...{ startAt: novemberAt(24, '14:00'), endAt: novemberAt(24, '14:30'), reportCount: 0 },
      },
    ],
  })
})

test('GPS-20 a visit counts in each local day that it touches, and in no other', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  const add = (title: string, startAt: number, endAt: number | null) =>
    addActivity(app, customerId, startAt, { title, endAt })
  await add('until midnight', novemberAt(23, '22:00'), novemberAt(24, '00:00'))
  await add('over midnight', novemberAt(23, '22:00'), novemberAt(24, '00:30'))
  await add('at midnight', novemberAt(24, '00:00'), null)
  await add('last minute', novemberAt(24, '23:59'), novemberAt(25, '01:00'))
  await add('the next day', novemberAt(25, '00:00'), novemberAt(25, '01:00'))
  await addActivity(app, customerId, null, { title: 'undated', status: 'draft' })
  expect(titles(await app.first('verification.day', tuesday))).toEqual([
    [1, 'over midnight'],
    [2, 'at midnight'],
    [3, 'last minute'],
  ])
})

test('GPS-20 calls, deleted visits and those of others are left out', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  const { id: colleague } = await app.client.call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', roles: ['rep'] },
  })
  const at = novemberAt(24, '09:00')
  await addActivity(app, customerId, at, { title: 'call', typeId: 'type-call-out' })
  await addActivity(app, customerId, at, { title: 'theirs', assigneeId: colleague })
  const deleted = await addActivity(app, customerId, at, { title: 'deleted' })
  await app.client.call('activities.setDeleted', { id: deleted, deleted: true })
  expect(titles(await app.first('verification.day', tuesday))).toEqual([])
  expect(titles(await dayOf(app.client, colleague))).toEqual([[1, 'theirs']])
})

test('GPS-20 a cancelled visit stays in the day without a number', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  await addActivity(app, customerId, novemberAt(24, '09:00'), { title: 'first' })
  const cancelled = await addActivity(app, customerId, novemberAt(24, '10:00'), {
    ...{ title: 'cancelled', status: 'planned' },
  })
  await app.client.call('activities.update', { id: cancelled, patch: { status: 'cancelled' } })
  await addActivity(app, customerId, novemberAt(24, '11:00'), { title: 'last' })
  expect(titles(await app.first('verification.day', tuesday))).toEqual([
    [1, 'first'],
    [null, 'cancelled'],
    [2, 'last'],
  ])
})

test('GPS-20 whether a visit is verified is told where its type is', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  await addActivity(app, customerId, novemberAt(24, '09:00'))
  await app.client.call('organisation.update', { gpsEnabled: true })
  const { stops } = await app.first('verification.day', tuesday)
  expect(stops.map(({ verification }) => verification)).toEqual(['unverified'])
})

test('GPS-20 PRM-01 colleagues see their own day, a manager that of the team, an administrator all', async () => {
  const app = await openSharedTeam()
  const { rep, manager, back_office, account_manager, admin } = app.people
  const asRep = await app.as('rep')
  const asManager = await app.as('manager')
  expect((await dayOf(asRep)).people).toEqual([rep])
  expect((await dayOf(asManager)).people.toSorted()).toEqual([manager, rep].toSorted())
  expect((await dayOf(app.client)).people.toSorted()).toEqual(
    [app.userId, rep, manager, back_office, account_manager, admin].toSorted(),
  )
  await expect(dayOf(asRep, manager)).rejects.toMatchObject({
    code: 'E-PRM',
    details: { reason: 'managers_only' },
  })
  await expect(dayOf(asManager, back_office)).rejects.toMatchObject({
    code: 'E-PRM',
    details: { reason: 'outside_team' },
  })
  expect((await dayOf(asManager, rep)).userId).toBe(rep)
})

test.each([
  ['a day that does not exist', { day: '2026-02-30', tz: 'Europe/Paris' }, 'E-TIME-INVALID'],
  ['an unknown zone', { day: '2026-11-24', tz: 'Europe/Atlantis' }, 'E-TIME-INVALID'],
  ['nobody', { ...tuesday, userId: 'nobody' }, 'E-NOT-FOUND'],
])('GPS-20 %s is refused', async (_, input, code) => {
  const app = await openTestWorkspace()
  await expect(app.first('verification.day', input)).rejects.toMatchObject({ code })
})
