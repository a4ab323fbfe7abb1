import type { Page } from '@playwright/test'
import {
  fails,
  json,
  type ScriptedAnswer,
  type ScriptedServer,
  says,
  startScriptedServer,
} from '../../backend/testing/scripted-model-server.ts'
import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import { createWorkspace, me, visit } from '../pages/workspace.ts'

let server: ScriptedServer | undefined
test.afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Lists two models, answers by a schema and hears silence. */
const able: ScriptedAnswer = (response, asked) => {
  const answer = asked.path.endsWith('/models')
    ? json(200, { object: 'list', data: [{ id: 'mistral' }, { id: 'whisper-1' }] })
    : asked.path.endsWith('/transcriptions')
      ? json(200, { text: '' })
      : says('{"sum": 5}')
  answer(response, asked)
}

/** A setting that is written, and saved by Enter. */
async function write(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true })
  await field.fill(text)
  await field.press('Enter')
}

const consent = (page: Page) => page.getByRole('switch', { name: 'Autoriser l’envoi' })
const tested = (page: Page) => page.getByRole('region', { name: 'Essai du serveur' })

test('AIS-04 a server is set up, tested, and agreed to for its address only', async ({ app }) => {
  server = await startScriptedServer(able)
  await app.seed((client) => createWorkspace(client))
  const page = await app.open()
  await visit(page, '/settings/assistant')

  await page.getByRole('combobox', { name: 'Moteur' }).click()
  await page.getByRole('option', { name: 'Règles locales et serveur de modèles' }).click()
  await write(page, 'Adresse', 'http://models.example.com/v1')
  await expect(page.getByText('seule une adresse en https est acceptée')).toBeVisible()
  await write(page, 'Adresse', server.url)
  await write(page, 'Modèle de langage', 'mistral')
  await write(page, 'Modèle de transcription', 'whisper-1')
  await page.getByLabel('Clé d’accès').fill('sk-secret')
  await page.keyboard.press('Enter')
  await expect(notice(page, 'Clé enregistrée')).toBeVisible()

  await tested(page).getByRole('button', { name: 'Tester le serveur' }).click()
  await expect(tested(page)).toContainText('2 modèles proposés par le serveur.')
  await expect(tested(page)).toContainText('Le modèle répond selon un schéma')
  await expect(tested(page)).toContainText('La transcription répond')
  expect(server.asked.every(({ authorization }) => authorization === 'Bearer sk-secret')).toBe(true)

  await consent(page).click()
  await expect(page.getByText(`Accord donné par ${me} le`)).toBeVisible()
  await write(page, 'Adresse', `${server.url}/other`)
  await expect(consent(page)).not.toBeChecked()
})

test('AIS-04 what is sent can be read before it is agreed to, and a test says what is wrong', async ({
  app,
}) => {
  server = await startScriptedServer(fails(401))
  const { url } = server
  await app.seed(async (client) => {
    await createWorkspace(client)
    await client.call('organisation.update', {
      aiEngine: 'endpoint',
      aiEndpointUrl: url,
      aiChatModel: 'mistral',
      aiRedact: true,
    })
  })
  const page = await app.open()
  await visit(page, '/settings/assistant')

  await tested(page).getByRole('button', { name: 'Tester le serveur' }).click()
  await expect(tested(page)).toContainText(
    'le serveur refuse la clé d’accès. Vérifiez la clé d’accès.',
  )

  await page.getByRole('button', { name: 'Voir ce qui est envoyé' }).click()
  await page.getByRole('textbox', { name: 'Réponse d’exemple' }).fill(`Vu ${me} pour 3 200 euros`)
  await page.keyboard.press('Tab')
  await expect(page.getByText('Vu [NAME1] pour 3 200 euros')).toBeVisible()
})
