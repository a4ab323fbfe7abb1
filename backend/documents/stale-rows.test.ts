import { expect, test } from 'vitest'
import { addActivity, addCustomer } from '../testing/sample-records.ts'
import { openTestWorkspace, testNow } from '../testing/test-backend.ts'

test('SYN-14 what a newer version wrote is shown once this one knows it', async () => {
  const app = await openTestWorkspace()
  const customerId = await addCustomer(app, 'Norauto')
  const activityId = await addActivity(app, customerId, testNow)
  await app.client.call('tasks.create', {
    task: { customerId, activityId, title: 'Rappeler', due: null },
  })
  // As the version before tasks left it, and what the migration then asks for.
  app.backend.services.db.writer.raw.exec(
    `delete from task; insert into to_project select id from doc where kind = 'customer'`,
  )
  const again = await app.reopen()
  expect(await again.first('tasks.watch', { activityId })).toMatchObject([{ title: 'Rappeler' }])
  expect(
    again.backend.services.db.reader.raw.prepare('select count(*) from to_project').pluck().get(),
  ).toBe(0)
})
