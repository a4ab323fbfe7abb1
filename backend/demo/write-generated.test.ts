import { expect, test } from 'vitest'
import { openTestWorkspace, type TestBackend, testNow } from '../testing/test-backend.ts'
import { type GeneratedActivity, generateActivities } from './generate-activities.ts'
import { generateCustomers } from './generate-customers.ts'
import { seededRandom } from '../../core/seeded-random.ts'
import { writeActivities, writeCustomers } from './write-generated.ts'

const town = { name: 'Lyon', postcode: '69003', lat: 45.75, lon: 4.85 }

function generated(app: TestBackend & { userId: string }) {
  const random = seededRandom(7)
  const customers = [
    ...generateCustomers({
      random,
      newId: app.backend.services.newId,
      brands: ['Norauto', 'Midas'],
      towns: [town],
      count: 12,
      salespersonIds: [app.userId],
    }),
  ]
  const activities = [
    ...generateActivities({
      random,
      tz: 'Europe/Paris',
      now: testNow,
      territories: new Map([[app.userId, customers.map(({ id }) => id)]]),
      count: 40,
      daysAhead: 5,
    }),
  ]
  return { customers, activities }
}

test('the bulk path gives the rows that the ordinary commands give', async () => {
  const bulk = await openTestWorkspace()
  const one = await openTestWorkspace()
  const { customers, activities } = generated({ ...bulk, userId: bulk.userId })
  const parents = new Map(customers.map(({ id, parentId }) => [id, parentId]))
  await writeCustomers(bulk.backend.services, customers, bulk.userId, () => undefined)
  await writeActivities(
    bulk.backend.services,
    activities,
    (id) => parents.get(id) ?? id,
    'Europe/Paris',
    () => undefined,
  )

  const ids = new Map<string, string>()
  for (const { id, parentId, fields } of customers) {
    const made = await one.client.call('customers.create', {
      parentId: parentId && ids.get(parentId)!,
      fields: { ...fields, salespersonIds: [one.userId] },
    })
    ids.set(id, made.id)
  }
  for (const activity of activities) await createByCommand(one, activity, ids)

  const rows = async (app: TestBackend) => {
    const all = []
    for (const block of ['upcoming', 'history'] as const) {
      const { rows: page } = await app.client.call('timeline.page', {
        filter: { tz: 'Europe/Paris' },
        block,
        limit: 500,
      })
      all.push(...page)
    }
    return all
      .map(({ id: _id, customerId: _customer, createdAt: _at, assigneeId: _who, ...row }) => row)
      .sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))
  }
  expect(await rows(bulk)).toEqual(await rows(one))
  const listed = async (app: TestBackend) => {
    const { rows: page } = await app.client.call('customers.search', { limit: 100 })
    return page.map(({ id: _id, parentId: _parent, ...row }) => row)
  }
  expect(await listed(bulk)).toEqual(await listed(one))
})

async function createByCommand(
  { client, userId }: TestBackend & { userId: string },
  activity: GeneratedActivity,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const { customerId, typeId, title, startAt, endAt, status, cancelReason } = activity
  const { id } = await client.call('activities.create', {
    activity: {
      customerId: ids.get(customerId)!,
      typeId,
      title,
      startAt,
      endAt,
      status,
      cancelReason,
      assigneeId: userId,
      tz: 'Europe/Paris',
    },
    description: [...activity.description],
  })
  for (const { body } of activity.notes)
    await client.call('notes.create', { activityId: id, body: [...body] })
}

test('the same seed gives the same workspace, and nobody is in two places at once', async () => {
  const app = await openTestWorkspace()
  const [first, second] = [generated(app), generated(app)]
  expect(second.activities.map(({ startAt, title }) => [startAt, title])).toEqual(
    first.activities.map(({ startAt, title }) => [startAt, title]),
  )
  const sorted = first.activities.toSorted((a, b) => a.startAt - b.startAt)
  for (const [index, activity] of sorted.entries())
    expect(activity.startAt).toBeGreaterThanOrEqual(sorted[index - 1]?.endAt ?? 0)
})
