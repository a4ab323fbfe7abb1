import { expect, test } from 'vitest'
import { openTestWorkspace } from '../testing/test-backend.ts'

test('SYN-15 rebuilding the projections from the log gives identical rows', async () => {
  const { client, backend } = await openTestWorkspace()
  const { id: customerId } = await client.call('customers.create', {
    fields: { name: 'Norauto Lyon', city: 'Lyon', phone: '04 65 71 12 34' },
  })
  const { id: activityId } = await client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId,
      startAt: 1_795_507_200_000,
      endAt: 1_795_510_800_000,
    },
    description: [{ insert: 'Visite du stock\n' }],
  })
  await client.call('notes.create', { activityId, body: [{ insert: 'Encours à vérifier\n' }] })
  const snapshot = () =>
    ['customer', 'contact', 'activity', 'note', 'attachment', 'team_member'].map((table) =>
      backend.services.db.reader.raw.prepare(`select * from ${table}`).all(),
    )
  const before = snapshot()
  await client.run('maintenance.rebuild', {})
  expect(snapshot()).toEqual(before)
  const page = await client.call('timeline.page', {
    filter: { tz: 'Europe/Paris', text: 'verifier' },
    block: 'history',
  })
  expect(page.rows.map(({ id }) => id)).toEqual([activityId])
})
