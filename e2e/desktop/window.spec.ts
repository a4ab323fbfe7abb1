import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import type { App } from '../app.ts'
import { electronRuntime } from '../electron-runtime.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

const root = join(import.meta.dirname, '../..')

test('the app opens one window with its name, on the first start', async ({ app }) => {
  const page = await app.open()
  await expect(page).toHaveTitle('Bienvenue dans WiseParts – WiseParts')
  await expect(page.getByRole('heading', { name: 'Bienvenue dans WiseParts' })).toBeVisible()
  const windows = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => window.getBounds()),
  )
  expect(windows).toHaveLength(1)
  expect(windows[0]).toMatchObject({ width: 1280, height: 800 })
})

test('a second instance ends at once and brings the window of the first back', async ({ app }) => {
  await app.open()
  const isMinimized = (): Promise<boolean> =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isMinimized())
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.minimize())
  await expect.poll(isMinimized).toBe(true)

  expect(await exitCodeOfSecondInstance(app)).toBe(0)
  await expect.poll(isMinimized).toBe(false)
  expect(
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length),
  ).toBe(1)
})

async function exitCodeOfSecondInstance(app: App): Promise<number | null> {
  const runtime = electronRuntime()
  if (runtime.kind === 'none') throw new Error(runtime.reason)
  const second = spawn(runtime.executable, [root, `--user-data-dir=${app.dataDir}`], {
    env: { ...process.env, ...runtime.environment },
    stdio: 'ignore',
  })
  const [code] = (await once(second, 'exit')) as [number | null]
  return code
}

test('closing the window ends the app, its backend and leaves a closed database', async ({
  app,
}) => {
  await app.seed(async (client) => void (await createWorkspace(client)))
  await app.open()
  const main = app.electron.process()
  const exited = once(main, 'exit')
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  expect(await exited).toEqual([0, null])
  // SQLite removes its log only when the last connection closes in order.
  expect(existsSync(join(app.dataDir, 'workspace.db'))).toBe(true)
  expect(existsSync(join(app.dataDir, 'workspace.db-wal'))).toBe(false)
})

test('the window opens where and as large as it was left', async ({ app }) => {
  await app.open()
  const bounds = { x: 60, y: 40, width: 1000, height: 700 }
  await app.electron.evaluate(
    ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]!.setBounds(to),
    bounds,
  )
  await app.relaunch()
  expect(
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.getNormalBounds(),
    ),
  ).toEqual(bounds)
})

test('the menu speaks the language of the page, and Nouveau opens a new activity', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Rennes' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  await expect(page.getByRole('heading', { name: 'Aucune activité' })).toBeVisible()
  await clickMenuItem(app.electron, 'menu:new')
  await expect(new ActivityForm(page).sheet).toBeVisible()
  await page.keyboard.press('Escape')

  const labelOfNew = (): Promise<string> =>
    app.electron.evaluate(
      ({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('menu:new')!.label,
    )
  expect(await labelOfNew()).toBe('Nouveau')
  await clickMenuItem(app.electron, 'menu:settings')
  await page.getByRole('link', { name: 'Apparence et langue' }).click()
  await page.getByRole('combobox', { name: 'Langue' }).click()
  await page.getByRole('option', { name: 'English' }).click()
  await expect.poll(labelOfNew).toBe('New')
})

/** As the user does in the menu bar. */
async function clickMenuItem(electron: ElectronApplication, id: string): Promise<void> {
  await electron.evaluate(({ Menu }, wanted) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(wanted) as { click(): void } | null
    item?.click()
  }, id)
}
