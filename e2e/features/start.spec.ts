import { expect, test } from '../fixtures.ts'
import { createDemo } from '../pages/demo-workspace.ts'

test(
  'the first start offers a workspace and a demonstration',
  { tag: '@both' },
  async ({ app }) => {
    const page = await app.open()
    await expect(page.getByRole('button', { name: /démonstration/i })).toBeVisible()
  },
)

test('a workspace is still there after a relaunch', { tag: '@both' }, async ({ app }) => {
  await app.seed((client) => createDemo(client, 'fr'))
  await app.open()
  await expect(app.page.getByRole('link', { name: 'Clients', exact: true })).toBeVisible()
  await app.relaunch()
  await expect(app.page.getByRole('link', { name: 'Clients', exact: true })).toBeVisible()
})
