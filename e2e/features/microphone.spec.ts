import { expect, test } from '../fixtures.ts'
import { ConversationPage } from '../pages/conversation.ts'
import { addForm, offerForms } from '../pages/reports.ts'
import { addActivity, addCustomer, createWorkspace, visit } from '../pages/workspace.ts'

const minute = 60_000

test('AIR-09 without a microphone it is said why, and typing goes on', async ({ app }) => {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    const fields = [
      { id: 'amount', type: 'decimal', label: { fr: 'Montant' }, required: true },
    ] as const
    await offerForms(client, await addForm(client, 'Rapport de visite', { fields }))
    const customer = await addCustomer(client, { name: 'Norauto Rennes' })
    const startAt = Math.floor(Date.now() / minute) * minute - 60 * minute
    return `/activities?activity=${await addActivity(client, customer, startAt)}`
  })
  const page = await app.open()
  await visit(page, path)
  const talk = new ConversationPage(page)
  await talk.begin('Assistant : formulaire')
  await talk.sheet.getByRole('button', { name: 'Parler' }).click()
  await expect(talk.sheet.getByRole('alert')).toContainText('Aucun micro n’est branché.')
  await talk.say('1200', 'compte rendu à relire')
  await expect(talk.field('Montant')).toHaveValue('1200')
})
