import { expect, test } from 'vitest'
import type { Conversation } from '../../core/contract/conversations.ts'
import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import { interviewOf } from '../../core/domain/interview/interview.ts'
import { sheetAnswers, sheetOf } from '../../core/domain/interview/interview-state.ts'
import {
  addCustomer,
  converge,
  firstAnswer,
  foundingLaptop,
  type Laptop,
  secondLaptop,
  startServer,
} from './team.ts'

const hour = 3_600_000
const startAt = Math.floor(Date.now() / hour) * hour - 2 * hour

/** One person’s two laptops, with a conversation about a visit that is over. */
async function twoDevices() {
  const server = await startServer()
  const office = await foundingLaptop(server)
  const { client } = office
  const definition = formOf(
    [
      { id: 'outcome', type: 'choice', list: 'l', required: true, label: { fr: 'Résultat' } },
      { id: 'comment', type: 'longText', label: { fr: 'Commentaire' } },
    ],
    { l: listOf('Commande', 'Devis') },
  )
  const content = new TextEncoder().encode(JSON.stringify(definition))
  const { id: formId } = await client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await client.call('forms.publish', { id: formId })
  await client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const customerId = await addCustomer(office, 'Norauto')
  const { id: activityId } = await client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt, endAt: startAt + hour },
  })
  const { id } = await client.call('conversations.start', {
    ...{ activityId, mode: 'form', formId, reportId: 'report-1' },
  })
  const road = await secondLaptop(server, 'camille@example.com')
  const meet = () => converge(server.dataDir, [office, road])
  await meet()
  return { office, road, meet, id, activityId, formId, versionId }
}

const shown = (laptop: Laptop, id: string): Promise<Conversation | null> =>
  firstAnswer(laptop, 'conversations.watch', { id })

async function answersOn(laptop: Laptop, id: string): Promise<object> {
  const { mode, form, others, tz, events } = (await shown(laptop, id))!
  return sheetAnswers(sheetOf(interviewOf({ mode, form, others, tz }, events)))
}

test('AIR-11 a conversation begun on one device goes on on another, and ends on both', async () => {
  const { office, road, meet, id, activityId, formId, versionId } = await twoDevices()
  await office.client.call('conversations.reply', { id, text: 'Commande', via: 'typed' })
  await meet()
  await road.client.call('conversations.edit', {
    ...{ id, formId, field: 'comment', answer: 'Rayon vide' },
  })
  await meet()
  const answers = { outcome: 'Commande', comment: 'Rayon vide' }
  for (const laptop of [office, road]) expect(await answersOn(laptop, id)).toEqual(answers)

  await road.client.call('reports.submit', {
    ...{ id: 'report-1', activityId, formId, versionId, conversationId: id, answers },
    ...{ startedAt: Date.now(), fillMs: 1000 },
  })
  await meet()
  expect(await shown(office, id)).toBeNull()
  expect(await firstAnswer(office, 'conversations.list', { activityId })).toEqual([])
  const { assistant } = await office.client.call('reports.read', { id: 'report-1' })
  expect(assistant?.fields.map(({ field, origin }) => [field, origin])).toEqual([
    ['outcome', 'ai'],
    ['comment', 'user'],
  ])
})
