import type { Page } from '@playwright/test'
import { readWav } from '../../core/domain/assistant/wav.ts'
import {
  json,
  type ScriptedAnswer,
  type ScriptedServer,
  startScriptedServer,
} from '../../backend/testing/scripted-model-server.ts'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ConversationPage } from '../pages/conversation.ts'
import { notice } from '../pages/notice.ts'
import { addForm, offerForms } from '../pages/reports.ts'
import { fakeMicrophone } from '../pages/spoken-words.ts'
import { addActivity, addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

test.use({ browserArguments: fakeMicrophone() })

const minute = 60_000
const fields = [
  { id: 'amount', type: 'decimal', unit: '€', label: { fr: 'Montant' }, required: true },
  { id: 'comment', type: 'longText', label: { fr: 'Commentaire' }, required: true },
] as const

const hears = (text: string): ScriptedAnswer => json(200, { text })

/** A visit that has just ended, in an organisation whose server understands speech by a script. */
async function openVisit(
  app: App,
  ...script: ScriptedAnswer[]
): Promise<{ page: Page; talk: ConversationPage; server: ScriptedServer }> {
  const server = await startScriptedServer(...script)
  const path = await app.seed(async (client) => {
    const userId = await createWorkspace(client)
    await client.call('organisation.update', {
      aiEngine: 'endpoint',
      aiEndpointUrl: server.url,
      aiTranscriptionModel: 'whisper-1',
      aiConsent: { url: server.url, by: userId, at: Date.now() },
    })
    await offerForms(client, await addForm(client, 'Rapport de visite', { fields }))
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const startAt = Math.floor(Date.now() / minute) * minute - 60 * minute
    return `/activities?activity=${await addActivity(client, customer, startAt)}`
  })
  const page = await app.open()
  await visit(page, path)
  return { page, talk: new ConversationPage(page), server }
}

test('AIR-01 AIR-09 a report is filled by voice, corrected, reviewed and submitted', async ({
  app,
}) => {
  const { page, talk, server } = await openVisit(
    app,
    hears('montant 3400 euros'),
    hears('ils attendent la livraison de jeudi'),
  )
  try {
    await talk.begin('Assistant : formulaire')
    await talk.expectQuestion('Montant')
    await talk.speak()
    await expect(talk.reply).toHaveValue('montant 3400 euros')
    await talk.reply.fill('montant 3500 euros')
    await page.keyboard.press('Enter')
    await talk.expectQuestion('Commentaire')
    await expect(talk.field('Montant')).toHaveValue('3500')

    await talk.speak()
    await expect(talk.reply).toHaveValue('ils attendent la livraison de jeudi')
    await page.keyboard.press('Enter')
    await talk.expectQuestion('compte rendu à relire')
    await talk.submit.click()
    await expect(notice(page, 'Rapport soumis')).toBeVisible()

    expect(server.asked.map(({ path }) => path)).toEqual([
      '/v1/audio/transcriptions',
      '/v1/audio/transcriptions',
    ])
    const sound = server.asked[0]!.bytes
    const wav = sound.subarray(sound.indexOf('RIFF'))
    const length = wav.readUInt32LE(4) + 8
    expect(readWav(wav.subarray(0, length))?.sampleRate).toBe(16_000)
  } finally {
    await server.close()
  }
})

test('AIR-09 what the server did not understand is sent again, and typing always works', async ({
  app,
}) => {
  const { talk, server } = await openVisit(
    app,
    json(500, { error: { message: 'no' } }),
    hears('1200'),
  )
  try {
    await talk.begin('Assistant : formulaire')
    await talk.speak()
    await expect(talk.sheet.getByRole('alert')).toContainText('a rencontré une erreur')
    await talk.sheet.getByRole('button', { name: 'Réessayer' }).click()
    await expect(talk.reply).toHaveValue('1200')
  } finally {
    await server.close()
  }
})
