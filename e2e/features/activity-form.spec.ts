import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  me,
  parisAt,
  visit,
} from '../pages/workspace.ts'

/** 12 March 2024, 09:07 and some seconds in Paris: what the page takes for now. */
const now = new Date(parisAt('2024-03-12', '09:07') + 31_000)
const day = '12/03/2024'

test('ACT-01 TYP-01 from a branch’s profile + makes an activity of that branch', async ({
  app,
}) => {
  const branchId = await app.seed(async (client) => {
    await createWorkspace(client)
    const mainId = await addCustomer(client, { name: 'Norauto' })
    return addCustomer(client, { name: 'Norauto Rennes Alma' }, mainId)
  })
  const page = await app.open()
  await visit(page, `/customers/${branchId}/activities`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  await timeline.create.click()
  await expect(form.sheet.getByRole('radio')).toHaveCount(5)
  for (const type of [
    'Visite',
    'Visite planifiée',
    'Appel (entrant)',
    'Appel (sortant)',
    'Réunion',
  ])
    await expect(form.type(type)).toBeVisible()
  await expect(form.button('Client ou succursale')).toHaveText(
    'Norauto Rennes Alma · succursale de Norauto',
  )
  await form.chooseType('Réunion')
  await form.setTimes([day, '14:00'], [day, '15:30'])
  await form.description.fill('Point sur les commandes de plaquettes')
  await form.save.click()
  await expect(form.sheet).toBeHidden()

  await expect(page.getByText('Activité enregistrée').first()).toBeVisible()
  const row = timeline.row('Réunion – Norauto Rennes Alma')
  await expect(row).toContainText('14:00 – 15:30')
  await expect(row).toContainText('Point sur les commandes de plaquettes')
  const details = new ActivityDetails(page)
  await expect(details.fact('Client')).toContainText('Norauto Rennes Alma')
  await expect(details.fact('Client')).toContainText('succursale de Norauto')
  await expect(details.fact('Durée')).toHaveText('1 h 30')
})

test('ACT-02 type and customer are needed, the start unless it is a draft; the title is derived', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    await addCustomer(client, { name: 'Midas Angers', city: 'Angers' })
  })
  const page = await app.open()
  await visit(page, '/activities')
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  await expect(timeline.create).toBeVisible()
  await page.keyboard.press('n')
  await form.save.click()
  await expect(form.sheet.getByText('Choisissez un client.')).toBeVisible()
  await form.choose('Client ou succursale', 'Midas Angers')
  await expect(form.title).toHaveAttribute('placeholder', 'Visite – Midas Angers')

  for (const field of [form.startTime, form.startDate, form.endTime, form.endDate])
    await field.fill('')
  await form.choose('Statut', 'Planifiée')
  await form.save.click()
  await expect(form.sheet.getByRole('alert')).toHaveText('L’heure de début est nécessaire.')
  await expect(form.startDate).toBeFocused()
  await form.choose('Statut', 'Brouillon')
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(timeline.heading('Sans date')).toBeVisible()
  await expect(timeline.row('Visite – Midas Angers')).toContainText('Brouillon')
})

test('ACT-03 a new activity begins at the next quarter, with the last type and the preferred contact', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Midas Angers' })
    await client.call('contacts.create', { customerId: id, fields: { name: 'Paul Girard' } })
    await client.call('contacts.create', {
      customerId: id,
      fields: { name: 'Sophie Leroy', preferred: true },
    })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  await timeline.create.click()
  await expect(form.type('Visite')).toBeChecked()
  await expect(form.startTime).toHaveValue(/^\d\d:(00|15|30|45)$/)
  await expect(form.duration).toHaveValue('30\u00a0min')
  await expect(form.preset(30)).toHaveAttribute('aria-pressed', 'true')
  await expect(form.button('Assignée à')).toHaveText(me)
  await expect(form.button('Contacts')).toHaveText('Sophie Leroy')

  await form.chooseType('Appel (sortant)')
  await expect(form.duration).toHaveValue('15\u00a0min')
  await expect(form.preset(15)).toHaveAttribute('aria-pressed', 'true')
  await form.save.click()
  await expect(timeline.rows).toHaveCount(1)

  await page.keyboard.press('n')
  await expect(form.type('Appel (sortant)')).toBeChecked()
})

test('ACT-04 an end before the start, or more than 14 days, is refused; more than a day is confirmed', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Midas Angers' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  await page.getByRole('button', { name: 'Nouvelle activité' }).first().click()
  const refusal = form.sheet.getByRole('alert')

  for (const end of ['09:00', '08:59']) {
    await form.setTimes([day, '09:00'], [day, end])
    await form.save.click()
    await expect(refusal).toHaveText('L’heure de fin doit être après l’heure de début.')
    await expect(form.endTime).toHaveAttribute('aria-invalid', 'true')
    await expect(form.duration).toHaveValue('?')
  }
  await form.setTimes([day, '09:00'], ['26/03/2024', '09:01'])
  await form.save.click()
  await expect(refusal).toHaveText('Cette activité dure plus de 14 jours.')

  await form.setTimes([day, '09:00'], ['13/03/2024', '09:01'])
  await expect(refusal).toHaveCount(0)
  await form.save.click()
  const question = page.getByRole('dialog', {
    name: 'Cette activité dure plus de 24 h. Confirmer ?',
  })
  await question.getByRole('button', { name: 'Annuler' }).click()
  await expect(form.sheet).toBeVisible()
  await form.save.click()
  await question.getByRole('button', { name: 'Confirmer' }).click()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('+1 j')
})

test('ACT-04 what cannot be read as a date, a time or a duration is said and stays as typed', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Midas Angers' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const form = new ActivityForm(page)
  await form.startDate.fill('31/02/2024')
  await form.startDate.blur()
  await expect(form.sheet.getByRole('alert')).toHaveText(
    'Cette date n’existe pas. Écrivez par exemple 24/11/2026.',
  )
  await expect(form.startDate).toHaveValue('31/02/2024')
  await form.startDate.fill('12.3.24')
  await form.startTime.fill('25h')
  await form.startTime.blur()
  await expect(form.sheet.getByRole('alert')).toHaveText(
    'Cette heure n’existe pas. Écrivez par exemple 14:30.',
  )
  await expect(form.startDate).toHaveValue(day)
  await form.startTime.fill('9h5')
  await form.startTime.blur()
  await expect(form.startTime).toHaveValue('09:05')
  await expect(form.sheet.getByRole('alert')).toHaveCount(0)

  await form.duration.fill('bientôt')
  await form.duration.blur()
  await expect(form.sheet.getByRole('alert')).toHaveText(
    'Écrivez une durée, par exemple 1h30, 90 ou 1:30.',
  )
})

test('ACT-04 a customer that was deleted is refused, and another one can be chosen', async ({
  app,
}) => {
  const goneId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Garage Fermé' })
    await addCustomer(client, { name: 'Speedy Nantes' })
    await client.call('customers.setDeleted', { id, deleted: true })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${goneId}/activities?new=1`)
  const form = new ActivityForm(page)
  await expect(form.sheet.getByText('Ce client n’existe plus.')).toBeVisible()
  await form.save.click()
  await expect(form.sheet).toBeVisible()
  await form.choose('Client ou succursale', 'Speedy Nantes')
  await expect(form.sheet.getByText('Ce client n’existe plus.')).toHaveCount(0)
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await visit(page, '/activities')
  await expect(new Timeline(page).row('Visite – Speedy Nantes')).toHaveCount(1)
})

test('ACT-05 ACT-06 starts now, ends now, presets, steps and typed durations', async ({ app }) => {
  const { customerId, ahead, behind } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Midas Angers' })
    const add = (title: string, from: string, to: string) =>
      addActivity(client, customerId, parisAt('2024-03-12', from), {
        title,
        endAt: parisAt('2024-03-12', to),
        status: 'planned',
      })
    const ahead = await add('Plus tard', '10:00', '10:30')
    const behind = await add('Plus tôt', '07:00', '07:45')
    return { customerId, ahead, behind }
  })
  const page = await app.open()
  await page.clock.setFixedTime(now)
  const form = new ActivityForm(page)
  const details = new ActivityDetails(page)
  const expectTimes = async (start: string, end: string, duration: string): Promise<void> => {
    await expect(form.startTime).toHaveValue(start)
    await expect(form.endTime).toHaveValue(end)
    await expect(form.duration).toHaveValue(duration)
  }

  await visit(page, `/customers/${customerId}/activities?activity=${ahead}`)
  await details.button('Modifier').click()
  await expectTimes('10:00', '10:30', '30\u00a0min')
  await form.button('Se termine maintenant').click()
  await expect(form.sheet.getByRole('alert')).toContainText('L’activité commence plus tard.')
  await expectTimes('10:00', '10:30', '30\u00a0min')
  await form.button('Décaler le début').click()
  await expectTimes('08:37', '09:07', '30\u00a0min')
  await expect(form.sheet.getByText(/^Début calculé d’après la durée habituelle/)).toHaveText(
    'Début calculé d’après la durée habituelle : mar. 12 mars 2024, 08:37. À vérifier.',
  )
  await form.button('Commence maintenant').click()
  await expectTimes('09:07', '09:37', '30\u00a0min')
  await expect(form.sheet.getByText(/^Fin décalée/)).toHaveText(
    'Fin décalée : mar. 12 mars 2024, 09:37.',
  )

  await form.preset(45).click()
  await expectTimes('09:07', '09:52', '45\u00a0min')
  await expect(form.preset(45)).toHaveAttribute('aria-pressed', 'true')
  await expect(form.preset(30)).toHaveAttribute('aria-pressed', 'false')
  await form.button('Rallonger de 5 minutes').click()
  await expectTimes('09:07', '09:57', '50\u00a0min')
  await expect(form.preset(45)).toHaveAttribute('aria-pressed', 'false')
  await form.button('Raccourcir de 15 minutes').click()
  await expectTimes('09:07', '09:42', '35\u00a0min')
  for (const typed of ['1h30', '90', '1:30']) {
    await form.preset(15).click()
    await form.duration.fill(typed)
    await form.duration.press('Enter')
    await expectTimes('09:07', '10:37', '1\u00a0h\u00a030')
  }
  for (const field of [form.startTime, form.startDate, form.endTime, form.endDate]) {
    await field.fill('')
    await field.blur()
  }
  await form.preset(60).click()
  await expectTimes('09:07', '10:07', '1\u00a0h')
  await form.startDate.fill('')
  await form.startTime.fill('')
  await form.startTime.blur()
  await form.preset(15).click()
  await expectTimes('09:52', '10:07', '15\u00a0min')
  await form.button('Fermer').last().click()

  await visit(page, `/customers/${customerId}/activities?activity=${behind}`)
  await expect(details.title).toHaveText('Plus tôt')
  await details.button('Modifier').click()
  await expectTimes('07:00', '07:45', '45\u00a0min')
  await form.button('Commence maintenant').click()
  await expectTimes('09:07', '09:52', '45\u00a0min')
})

test('ACT-07 changing only the start takes the end along', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Midas Angers' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const form = new ActivityForm(page)
  await form.setTimes([day, '09:00'], [day, '10:30'])
  await form.startTime.fill('14:00')
  await form.startTime.blur()
  await expect(form.endTime).toHaveValue('15:30')
  await form.startDate.fill('13/03/2024')
  await form.startDate.blur()
  await expect(form.endDate).toHaveValue('13/03/2024')
  await expect(form.duration).toHaveValue('1\u00a0h\u00a030')
  await form.endTime.fill('16:00')
  await form.endTime.blur()
  await expect(form.startTime).toHaveValue('14:00')
})

test('ACT-12 an activity is started, ended, cancelled with a reason, and reopened by a manager', async ({
  app,
}) => {
  const { customerId, planned, other } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Midas Angers' })
    const soon = Date.now() + 3_600_000
    const planned = await addActivity(client, customerId, soon, { title: 'Prévue' })
    const other = await addActivity(client, customerId, soon + 7_200_000, { title: 'Sans suite' })
    return { customerId, planned, other }
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?activity=${planned}`)
  const timeline = new Timeline(page)
  const details = new ActivityDetails(page)
  const form = new ActivityForm(page)
  const row = timeline.row('Prévue')
  await expect(row).toContainText('Planifiée')

  await details.button('Commence maintenant').click()
  await expect(page.getByText('L’activité commence maintenant').first()).toBeVisible()
  await expect(row).toContainText('En cours')
  await expect(details.button('Commence maintenant')).toHaveCount(0)
  await details.button('Se termine maintenant').click()
  await expect(row).toContainText('Terminée')
  await expect(details.fact('Durée')).toHaveText('1 min')
  await expect(details.fact('Prévue')).toBeVisible()

  await details.button('Modifier').click()
  await form.choose('Statut', 'Planifiée')
  await form.save.click()
  await expect(form.sheet.getByText('Un motif est nécessaire.')).toBeVisible()
  await form.sheet
    .getByRole('textbox', { name: 'Motif de la réouverture' })
    .fill('Erreur de saisie')
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(row).toContainText(/Planifiée|En retard/)

  await visit(page, `/customers/${customerId}/activities?activity=${other}`)
  await details.button('Annuler l’activité').click()
  const cancel = page.getByRole('dialog', { name: 'Annuler l’activité' })
  await cancel.getByRole('textbox', { name: 'Motif (facultatif)' }).fill('Magasin fermé')
  await cancel.getByRole('button', { name: 'Annuler l’activité' }).click()
  await expect(timeline.row('Sans suite')).toContainText('Annulée')
  await expect(details.fact('Motif d’annulation')).toHaveText('Magasin fermé')
})

test('ACT-14 ACT-17 an overlap and a duplicate are told with a link before saving, and block nothing', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const martin = await addCustomer(client, { name: 'Garage Martin' })
    await addActivity(client, martin, parisAt('2024-03-12', '10:00'), { typeId: 'type-call-out' })
    return addCustomer(client, { name: 'Midas Angers' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities?new=1`)
  const timeline = new Timeline(page)
  const form = new ActivityForm(page)
  const warnings = form.sheet.getByRole('status').filter({ has: page.getByRole('listitem') })

  await form.setTimes([day, '10:30'], [day, '11:00'])
  await form.title.fill('Relevé des stocks')
  await expect(warnings).toHaveCount(0)
  await form.setTimes([day, '10:29'], [day, '11:00'])
  await expect(warnings).toContainText('Chevauche :')
  await expect(
    form.button('Appel (sortant) – Garage Martin, mar. 12 mars 2024, 10:00 – 10:30'),
  ).toBeVisible()
  await form.save.click()
  await expect(timeline.row('Relevé des stocks')).toHaveCount(1)

  await page.keyboard.press('n')
  await form.setTimes([day, '10:44'], [day, '11:30'])
  await expect(warnings).toContainText('Semble déjà enregistrée :')
  await form.setTimes([day, '10:45'], [day, '11:30'])
  await expect(warnings).not.toContainText('Semble déjà enregistrée :')
  await form.setTimes([day, '10:44'], [day, '11:30'])
  await form
    .button(/^Relevé des stocks – Midas Angers/)
    .last()
    .click()
  await expect(new ActivityDetails(page).title).toHaveText('Relevé des stocks')
})
