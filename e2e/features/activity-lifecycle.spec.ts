import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { notice } from '../pages/notice.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

test('ACT-08 the details tell when, where, who, what, and who recorded it', async ({ app }) => {
  const { customerId, activityId } = await app.seed(async (client) => {
    await createWorkspace(client)
    const lea = await client.call('users.create', { firstName: 'Léa', lastName: 'Petit' })
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const contact = await client.call('contacts.create', {
      customerId,
      fields: { name: 'Sophie Leroy', role: 'Responsable atelier' },
    })
    const { id: activityId } = await client.call('activities.create', {
      activity: {
        typeId: 'type-visit',
        customerId,
        startAt: parisAt('2024-03-12', '09:00'),
        endAt: parisAt('2024-03-12', '10:15'),
        assigneeId: lea.id,
        contactIds: [contact.id],
        locationText: 'Entrée des livraisons',
      },
      description: [
        { insert: 'Stock ' },
        { insert: 'insuffisant', attributes: { bold: true } },
        { insert: ' en plaquettes\n' },
      ],
    })
    return { customerId, activityId }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?activity=${activityId}`)
  const details = new ActivityDetails(page)
  await expect(details.title).toHaveText('Visite – Norauto Rennes')
  await expect(details.fact('Date et heure')).toHaveText('mar. 12 mars 2024, 09:00 – 10:15')
  await expect(details.fact('Durée')).toHaveText('1 h 15')
  await expect(details.fact('Client')).toHaveText('Norauto Rennes')
  await expect(details.fact('Assignée à')).toContainText('Léa Petit')
  await expect(details.fact('Contacts')).toHaveText('Sophie Leroy – Responsable atelier')
  await expect(details.fact('Lieu')).toHaveText('Entrée des livraisons')
  const description = details.section('Description')
  await expect(description).toContainText('Stock insuffisant en plaquettes')
  await expect(description.locator('strong')).toHaveText('insuffisant')
  await expect(details.pane).toContainText(`Créée par ${me} le`)
  await expect(details.pane).not.toContainText('Modifiée par')
})

test('ACT-09 any field is edited; the list and the details follow, and it can be undone', async ({
  app,
}) => {
  const { customerId, activityId } = await app.seed(async (client) => {
    await createWorkspace(client)
    await client.call('users.create', { firstName: 'Léa', lastName: 'Petit' })
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const activityId = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
      title: 'Relevé',
      description: 'Premier jet',
    })
    return { customerId, activityId }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?activity=${activityId}`)
  const timeline = new Timeline(page)
  const details = new ActivityDetails(page)
  const form = new ActivityForm(page)
  await expect(details.title).toHaveText('Relevé')
  await page.keyboard.press('e')
  await form.title.fill('Relevé des stocks')
  await form.chooseType('Réunion')
  await form.sheet.getByRole('textbox', { name: 'Lieu' }).fill('Salle du fond')
  await form.choose('Assignée à', 'Léa Petit')
  await form.setTimes(['13/03/2024', '15:00'], ['13/03/2024', '16:00'])
  await expect(form.description).toHaveText('Premier jet')
  await form.description.press('Control+End')
  await form.description.pressSequentially(', complété')
  await expect(form.sheet.getByText('Enregistré', { exact: true })).toBeVisible()
  await form.save.click()

  const row = timeline.row('Relevé des stocks')
  await expect(row.getByRole('img', { name: 'Réunion' })).toBeVisible()
  await expect(row.getByRole('img', { name: 'Léa Petit' })).toBeVisible()
  await expect(row).toContainText('15:00 – 16:00')
  await expect(row).toContainText('Premier jet, complété')
  await expect(details.fact('Lieu')).toHaveText('Salle du fond')
  await expect(details.pane).toContainText(`Modifiée par ${me} le`)

  const toast = notice(page, 'Activité modifiée')
  await toast.getByRole('button', { name: 'Annuler' }).click()
  await expect(details.title).toHaveText('Relevé')
  await expect(details.fact('Date et heure')).toHaveText('mar. 12 mars 2024, 09:00 – 09:30')
})

test('ACT-10 deleting says what goes with it; undo and the trash bring it back with everything', async ({
  app,
}) => {
  const { customerId } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
      title: 'Relevé',
    })
    for (const name of ['a.txt', 'b.txt', 'c.txt']) {
      const content = new TextEncoder().encode(name)
      const file = await client.call('attachments.stage', { name, mime: 'text/plain', content })
      await client.call('attachments.add', { parent: { kind: 'activity', id }, file })
    }
    await client.call('notes.create', { activityId: id, body: [{ insert: 'Rappeler\n' }] })
    await addActivity(client, customerId, parisAt('2024-03-11', '09:00'), { title: 'Seule' })
    return { customerId }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const details = new ActivityDetails(page)
  await timeline.row('Relevé').click()
  await details.button('Supprimer').click()
  const question = page.getByRole('dialog', { name: 'Supprimer « Relevé » ?' })
  await expect(question).toContainText(
    'L’activité va à la corbeille, avec : 3 pièces jointes, 1 note. Vous pouvez la restaurer de là.',
  )
  await expect(question.getByRole('button', { name: 'Annuler' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(timeline.rows).toHaveCount(2)

  await details.button('Supprimer').click()
  await question.getByRole('button', { name: 'Supprimer' }).click()
  await expect(timeline.rows).toHaveCount(1)
  await expect(details.pane).toHaveCount(0)
  const toast = notice(page, 'Activité supprimée')
  await toast.getByRole('button', { name: 'Annuler' }).click()
  await expect(timeline.row('Relevé')).toContainText('3 pièces jointes')
  await expect(timeline.row('Relevé')).toContainText('1 note')

  await timeline.row('Seule').click()
  await details.button('Supprimer').click()
  await expect(page.getByRole('dialog', { name: 'Supprimer « Seule » ?' })).toContainText(
    'L’activité va à la corbeille, d’où vous pouvez la restaurer.',
  )
  await page.getByRole('dialog').getByRole('button', { name: 'Supprimer' }).click()
  await expect(timeline.rows).toHaveCount(1)

  await page.getByRole('link', { name: 'Corbeille' }).click()
  await expect(page.getByRole('main')).toContainText(
    'Les activités supprimées restent ici 30 jours, puis disparaissent. Une activité.',
  )
  const deleted = page.getByRole('row').filter({ hasText: 'Seule' })
  await expect(deleted).toContainText(me)
  await deleted.getByRole('button', { name: 'Restaurer « Seule »' }).click()
  await expect(page.getByRole('heading', { name: 'La corbeille est vide' })).toBeVisible()
  await visit(page, `/customers/${customerId}/activities`)
  await expect(timeline.rows).toHaveCount(2)
})

test('ACT-19 a copy takes everything but the times; the next one is a week later without a title', async ({
  app,
}) => {
  const startAt = Date.now() - (Date.now() % 60_000) + 86_400_000
  const { customerId, activityId } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const activityId = await addActivity(client, customerId, startAt, {
      title: 'Tournée',
      typeId: 'type-planned-visit',
      endAt: startAt + 75 * 60_000,
      locationText: 'Zone nord',
      description: 'À refaire chaque semaine',
    })
    return { customerId, activityId }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?activity=${activityId}`)
  const timeline = new Timeline(page)
  const details = new ActivityDetails(page)
  const form = new ActivityForm(page)
  const place = form.sheet.getByRole('textbox', { name: 'Lieu' })

  await details.button('Créer l’activité suivante').click()
  const date = (at: number): string =>
    new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeZone: 'Europe/Paris' }).format(at)
  await expect(form.startDate).toHaveValue(date(startAt + 7 * 86_400_000))
  await expect(form.duration).toHaveValue('1\u00a0h\u00a015')
  await expect(form.title).toHaveValue('')
  await expect(place).toHaveValue('Zone nord')
  await expect(form.description).toHaveText('')
  await form.button('Fermer').last().click()
  await expect(form.sheet).toBeHidden()

  await details.button('Copier').click()
  await expect(form.title).toHaveValue('Tournée')
  await expect(form.type('Visite planifiée')).toBeChecked()
  await expect(form.startTime).toHaveValue(/^\d\d:(00|15|30|45)$/)
  await expect(form.duration).toHaveValue('1\u00a0h\u00a015')
  await expect(place).toHaveValue('Zone nord')
  await expect(form.description).toHaveText('À refaire chaque semaine')
  await form.save.click()
  await expect(timeline.rows).toHaveCount(2)
  await expect(timeline.row('À refaire chaque semaine')).toHaveCount(2)
})
