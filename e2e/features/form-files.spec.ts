import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import { addForm } from '../pages/reports.ts'
import { sampleDefinition } from '../pages/sample-form.ts'
import { createWorkspace, visit } from '../pages/workspace.ts'

const whole = JSON.stringify(sampleDefinition)
const half = whole.slice(0, whole.length / 2)

async function importFile(page: Page, name: string, content: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Importer…' }).click()
  const buffer = Buffer.from(content)
  await (await choosing).setFiles({ name, mimeType: 'application/octet-stream', buffer })
}

test('FRM-09 a file that broke off is refused with the reason, and nothing is written', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    await addForm(client, 'Rapport de visite')
  })
  const page = await app.open()
  await visit(page, '/settings/forms')
  const rows = page.getByRole('button', { name: /^Actions pour/ })
  await expect(rows).toHaveCount(1)
  for (const [name, content, reason] of [
    ['formulaire.json', half, 'Ce fichier n’est pas un formulaire lisible.'],
    ['formulaire.xlsx', 'PK\u0003\u0004 et la suite manque', 'Ce classeur est endommagé.'],
    ['formulaire.csv', '', 'Ce fichier est vide.'],
  ] as const) {
    await importFile(page, name, content)
    await expect(notice(page, reason)).toBeVisible()
    await expect(notice(page, reason)).toContainText('Choisissez un formulaire')
  }
  await expect(rows).toHaveCount(1)
  await importFile(page, 'formulaire.json', whole)
  await expect(page.getByRole('heading', { name: 'Rapport de visite', level: 1 })).toBeVisible()
})
