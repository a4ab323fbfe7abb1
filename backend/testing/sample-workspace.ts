import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import { addActivity, addCustomer, novemberAt } from './sample-records.ts'
import { openTestWorkspace, type TestBackend } from './test-backend.ts'

/** A workspace with a record of every kind, and most fields set: what a golden workspace is made of. */
export async function sampleWorkspace(): Promise<TestBackend> {
  const opened = await openTestWorkspace()
  const { client } = opened
  await client.call('organisation.update', { pastCreationLimitMin: 10_080, overlapPolicy: 'warn' })
  await client.call('activityTypes.update', {
    id: 'type-visit',
    patch: { description: 'Chez le client', color: '#B45309' },
  })
  const { id: teamId } = await client.call('teams.create', { name: 'Est' })
  const { id: colleague } = await client.call('users.create', {
    ...{ firstName: 'Paul', lastName: 'Martin', email: 'paul@example.com' },
    ...{ color: '#7C3AED', tz: 'Europe/Paris', locale: 'fr', roles: ['rep'] },
  })
  await client.call('teams.setMember', { teamId, userId: colleague, member: true })

  const parent = await addCustomer(opened, 'Norauto')
  const branch = await addCustomer(opened, 'Norauto Rennes', parent)
  await client.call('customers.update', {
    id: branch,
    patch: { code: 'NR-35', city: 'Rennes', postcode: '35000', country: 'FR' },
  })
  const { id: contactId } = await client.call('contacts.create', {
    customerId: branch,
    fields: { name: 'Anne Le Goff', role: 'Chef d’atelier', email: 'anne@example.com' },
  })
  const done = await addActivity(
    opened,
    branch,
    novemberAt(23, '09:30'),
    { title: 'Tour du stock', contactIds: [contactId], locationText: 'Atelier' },
    'Plaquettes à revoir',
  )
  await addActivity(opened, parent, novemberAt(26, '14:00'), {
    ...{ typeId: 'type-meeting', status: 'planned', assigneeId: colleague, title: 'Bilan annuel' },
  })
  const deleted = await addActivity(opened, branch, novemberAt(20, '10:00'), { title: 'Doublon' })
  await client.call('activities.setDeleted', { id: deleted, deleted: true })
  await client.call('notes.create', {
    activityId: done,
    body: [
      { insert: 'Remise ' },
      { insert: 'à confirmer', attributes: { bold: true } },
      { insert: '\n' },
    ],
  })
  const followed = { customerId: branch, activityId: done }
  const { id: call } = await client.call('tasks.create', {
    task: { ...followed, title: 'Confirmer la remise', due: { day: '2026-11-27' } },
  })
  await client.call('tasks.setDone', { id: call, done: true })
  await client.call('tasks.setDone', { id: call, done: false })
  await client.call('tasks.setDone', { id: call, done: true })
  await client.call('tasks.create', {
    task: {
      ...{ ...followed, title: 'Envoyer le devis', assigneeId: colleague, priority: 'high' },
      due: { at: novemberAt(30, '11:00') },
    },
  })
  const file = await client.call('attachments.stage', {
    ...{
      name: 'bon.txt',
      mime: 'text/plain',
      content: new TextEncoder().encode('Bon de commande'),
    },
  })
  await client.call('attachments.add', { parent: { kind: 'activity', id: done }, file })
  await addReports(opened, done)
  return opened
}

/** A form in two versions, with a draft beyond them; a report that was corrected and one taken back. */
async function addReports({ client }: TestBackend, activityId: string): Promise<void> {
  const definition = formOf(
    [
      { id: 'outcome', type: 'choice', list: 'outcomes', required: true },
      { id: 'amount', type: 'decimal', min: 0, visibleIf: { '==': [{ var: 'outcome' }, 'order'] } },
      { id: 'comment', type: 'richText', help: { fr: 'Ce qui a été dit' } },
    ],
    { outcomes: listOf('order', 'nothing') },
  )
  const content = new TextEncoder().encode(JSON.stringify(definition))
  const { id: formId } = await client.call('forms.import', { name: 'visite.json', content })
  const { versionId } = await client.call('forms.publish', { id: formId })
  await client.call('forms.link', { typeId: 'type-visit', formIds: [formId] })
  const edit = (title: string) =>
    client.call('forms.edit', {
      ...{ id: formId, edits: [{ kind: 'form', patch: { title: { fr: title } } }] },
    })
  const filled = { startedAt: novemberAt(23, '10:00'), fillMs: 90_000 }
  const comment = [{ insert: 'Plaquettes ' }, { insert: 'commandées', attributes: { bold: true } }]
  const answers = { outcome: 'order', amount: 120.5, comment: [...comment, { insert: '\n' }] }
  const submission = { activityId, formId, ...filled }
  await client.call('reports.submit', { ...submission, id: 'report-1', versionId, answers })
  await client.call('reports.correct', {
    ...{ ...filled, id: 'report-1-corrected', of: 'report-1', reason: 'Montant hors taxes' },
    answers: { ...answers, amount: 100 },
  })
  await edit('Compte rendu de visite')
  const { versionId: second } = await client.call('forms.publish', { id: formId })
  await client.call('reports.submit', {
    ...{ ...submission, id: 'report-2', versionId: second, answers: { outcome: 'nothing' } },
  })
  await client.call('reports.setWithdrawn', {
    ...{ id: 'report-2', withdrawn: true, reason: 'Saisi deux fois' },
  })
  await client.call('reports.reopen', { activityId, reason: 'Panne de réseau' })
  await edit('Visite')
}
