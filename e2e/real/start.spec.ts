import { expect, test } from '../fixtures.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

test('TL-14 on Electron’s own binary the app starts, and its reading thread counts', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-12', '09:00'))
    await addActivity(client, id, parisAt('2024-03-13', '09:00'), { typeId: 'type-meeting' })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.results).toHaveText('2 activités')
  await timeline.filterBy('Type', 'Réunion')
  await expect(timeline.results).toHaveText('1 activité')
})
