import { expect, test } from '../fixtures.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  parisAt,
  parisDay,
  typedDay,
  visit,
  type AppClient,
} from '../pages/workspace.ts'

/** Two colleagues; Léa is in the team, Hugo has left it, Camille has none. */
async function addTeam({ call }: AppClient): Promise<{ lea: string; hugo: string }> {
  const { id: lea } = await call('users.create', { firstName: 'Léa', lastName: 'Petit' })
  const { id: hugo } = await call('users.create', { firstName: 'Hugo', lastName: 'Roux' })
  const { id: teamId } = await call('teams.create', { name: 'Bretagne' })
  for (const userId of [lea, hugo]) await call('teams.setMember', { teamId, userId, member: true })
  await call('teams.setMember', { teamId, userId: hugo, member: false })
  return { lea, hugo }
}

test('TL-08 TL-13 TL-14 values narrow the list, chips say which, counts respect the other filters', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    const at = (day: number): number => parisAt(`2024-03-${String(day).padStart(2, '0')}`, '09:00')
    const add = (day: number, typeId: string, title: string, status: 'done' | 'cancelled') =>
      addActivity(client, id, at(day), { typeId, title, status })
    await add(1, 'type-visit', 'V1', 'done')
    await add(2, 'type-visit', 'V2', 'done')
    await add(3, 'type-visit', 'V3', 'cancelled')
    await add(4, 'type-call-out', 'A1', 'done')
    await add(5, 'type-meeting', 'R1', 'cancelled')
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(5)
  await expect(timeline.results).toHaveText('5 activités')
  await expect(timeline.chips).toHaveCount(0)

  await timeline.filterBy('Type', 'Visite', 'Réunion')
  await expect(timeline.rows).toHaveCount(4)
  await expect(timeline.results).toHaveText('4 activités')
  await expect(timeline.chips).toHaveText(['Visite', 'Réunion', 'Tout effacer'])

  const statuses = await timeline.openFilter('Statut')
  await expect(timeline.value(statuses, 'Terminée')).toHaveAccessibleName('Terminée 2 activités')
  await expect(timeline.value(statuses, 'Annulée')).toHaveAccessibleName('Annulée 2 activités')
  await expect(timeline.value(statuses, 'En cours')).toHaveAccessibleName(
    'En cours Aucune activité',
  )
  await timeline.value(statuses, 'Annulée').check()
  await expect(timeline.rows).toHaveCount(2)
  // Its own choice does not lower the counts of the others.
  await expect(timeline.value(statuses, 'Terminée')).toHaveAccessibleName('Terminée 2 activités')
  await page.keyboard.press('Escape')

  const types = await timeline.openFilter('Type')
  await expect(timeline.value(types, 'Visite')).toHaveAccessibleName('Visite 1 activité')
  await expect(timeline.value(types, 'Appel (sortant)')).toHaveAccessibleName(
    'Appel (sortant) Aucune activité',
  )
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Retirer le filtre Réunion' }).click()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('V3')
  await page.getByRole('button', { name: 'Tout effacer' }).click()
  await expect(timeline.rows).toHaveCount(5)
  await expect(timeline.chips).toHaveCount(0)
})

test('TL-08 TL-11 a team is its members of today; former ones and people without are asked for', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    const { lea, hugo } = await addTeam(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    const add = (day: string, title: string, assigneeId?: string) =>
      addActivity(client, id, parisAt(day, '09:00'), { title, ...(assigneeId && { assigneeId }) })
    await add('2024-03-01', 'De Camille')
    await add('2024-03-02', 'De Léa', lea)
    await add('2024-03-03', 'De Hugo', hugo)
  })
  const page = await app.open()
  await visit(page, '/activities')
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(3)

  const teams = await timeline.openFilter('Équipe')
  const former = teams.getByRole('switch', { name: 'Inclure les anciens membres' })
  await expect(former).toBeDisabled()
  await timeline.value(teams, 'Bretagne').check()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('De Léa')
  await former.click()
  await expect(timeline.rows).toHaveCount(2)
  await expect(timeline.chips).toHaveText(['Équipe : Bretagne', 'Anciens membres', 'Tout effacer'])
  await timeline.value(teams, 'Bretagne').uncheck()
  await timeline.value(teams, 'Sans équipe').check()
  await expect(timeline.row('De Camille')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Tout effacer' }).click()

  await timeline.filterBy('Assignée à', 'Hugo Roux')
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('De Hugo')
})

test('TL-09 days are inclusive and may be open; an end before the start is refused, the result stays', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    for (const day of [10, 11, 12])
      await addActivity(client, id, parisAt(`2024-03-${day}`, '12:00'), { title: `Le ${day}` })
    await addActivity(client, id, parisAt('2024-03-12', '23:30'), {
      title: 'Minuit',
      endAt: parisAt('2024-03-13', '00:30'),
    })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(4)

  const dates = await timeline.openFilter('Dates')
  const from = dates.getByRole('textbox', { name: 'Depuis le' })
  const to = dates.getByRole('textbox', { name: 'Jusqu’au' })
  await from.fill('11/03/2024')
  await from.press('Enter')
  await expect(timeline.rows).toHaveCount(3)
  await to.fill('11/03/2024')
  await to.press('Enter')
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('Le 11')

  await to.fill('10/03/2024')
  await to.press('Enter')
  const refusal = 'La date de fin précède la date de début.'
  await expect(dates.getByRole('alert')).toHaveText(refusal)
  await expect(page.getByText('Le résultat précédent reste affiché.')).toBeVisible()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('Le 11')
  await expect(from).toHaveValue('11/03/2024')
  await expect(to).toHaveValue('10/03/2024')

  await from.fill('13/03/2024')
  await from.press('Enter')
  await to.fill('')
  await to.press('Enter')
  await expect(page.getByText(refusal)).toHaveCount(0)
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('Minuit')
  await expect(timeline.chips.first()).toHaveText('depuis le 13 mars 2024')
})

test('TL-10 each quick range holds its days and no others', async ({ app }) => {
  const today = parisDay(0)
  const year = Number(today.slice(0, 4))
  const month = Number(today.slice(5, 7))
  const quarter = month - ((month - 1) % 3)
  const firstOf = (at: number, monthOf = month): string =>
    new Date(Date.UTC(at, monthOf - 1, 1)).toISOString().slice(0, 10)
  const dayBefore = (day: string): string =>
    new Date(Date.parse(`${day}T00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  const yearAgo = new Date(Date.UTC(year - 1, month - 1, Number(today.slice(8)) + 1))
  const ranges = {
    'Aujourd’hui': [today, today],
    '7 derniers jours': [parisDay(-6), today],
    'Ce mois-ci': [firstOf(year), dayBefore(firstOf(year, month + 1))],
    '30 derniers jours': [parisDay(-29), today],
    'Ce trimestre': [firstOf(year, quarter), dayBefore(firstOf(year, quarter + 3))],
    '12 derniers mois': [yearAgo.toISOString().slice(0, 10), today],
    '7 prochains jours': [today, parisDay(6)],
  } as const
  const edges = Object.values(ranges).flat()
  const days = [...new Set([...edges, ...edges.map(dayBefore), parisDay(1), parisDay(7)])]

  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    for (const day of days)
      await addActivity(client, id, parisAt(day, '12:00'), { title: `Jour ${typedDay(day)}` })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.results).toHaveText(`${days.length} activités`)
  const dates = await timeline.openFilter('Dates')
  await expect(dates.locator('button[aria-pressed]')).toHaveText(Object.keys(ranges))

  for (const [name, [from, to]] of Object.entries(ranges)) {
    const choice = dates.getByRole('button', { name, exact: true })
    await choice.click()
    await expect(choice).toHaveAttribute('aria-pressed', 'true')
    await expect(dates.getByRole('textbox', { name: 'Depuis le' })).toHaveValue(typedDay(from))
    await expect(dates.getByRole('textbox', { name: 'Jusqu’au' })).toHaveValue(typedDay(to))
    const within = days.filter((day) => day >= from && day <= to).sort()
    await expect
      .poll(async () => (await timeline.order(days.map((day) => `Jour ${typedDay(day)}`))).sort())
      .toEqual(within.map((day) => `Jour ${typedDay(day)}`).sort())
    await expect(timeline.chips.first()).toHaveText(name)
  }
})

test('TL-13 text finds title, description and notes without accents; files and authors narrow too', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const lea = await client.call('users.create', { firstName: 'Léa', email: 'lea@example.fr' })
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-01', '09:00'), { title: 'Démarrage été' })
    const described = await addActivity(client, id, parisAt('2024-03-02', '09:00'), {
      title: 'Deuxième',
      description: 'Garniture de frein à prévoir',
    })
    const noted = await addActivity(client, id, parisAt('2024-03-03', '09:00'), {
      title: 'Troisième',
      assigneeId: lea.id,
    })
    await client.call('notes.create', {
      activityId: noted,
      body: [{ insert: 'Échappement fêlé\n' }],
    })
    const file = await client.call('attachments.stage', {
      name: 'devis.txt',
      mime: 'text/plain',
      content: new TextEncoder().encode('devis'),
    })
    await client.call('attachments.add', { parent: { kind: 'activity', id: described }, file })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(3)
  for (const [text, title] of [
    ['ete', 'Démarrage été'],
    ['PREVOIR garn', 'Deuxième'],
    ['fele', 'Troisième'],
  ] as const) {
    await timeline.search.fill(text)
    await expect(timeline.rows).toHaveCount(1)
    await expect(timeline.rows).toContainText(title)
    await expect(timeline.chips.first()).toHaveText(`« ${text} »`)
  }
  await timeline.search.press('Escape')
  await expect(timeline.search).toHaveValue('')
  await expect(timeline.rows).toHaveCount(3)

  const more = await timeline.openFilter('Plus')
  await more.getByRole('checkbox', { name: 'Avec pièce jointe' }).check()
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).toContainText('Deuxième')
  await more.getByRole('checkbox', { name: 'Avec pièce jointe' }).uncheck()
  await more.getByRole('checkbox', { name: 'Créées par moi' }).check()
  await expect(timeline.chips.first()).toHaveText('Créées par moi')
  await expect(timeline.rows).toHaveCount(3)
})

test('TL-15 filters are remembered, and a named view brings them back after a relaunch', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addActivity(client, id, parisAt('2024-03-01', '09:00'), { title: 'Visite' })
    await addActivity(client, id, parisAt('2024-03-02', '09:00'), {
      title: 'Réunion',
      typeId: 'type-meeting',
    })
    return id
  })
  const path = `/customers/${customerId}/activities`
  let page = await app.open()
  await visit(page, path)
  let timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(2)
  await timeline.filterBy('Type', 'Réunion')
  await page.getByRole('button', { name: 'Vues enregistrées' }).click()
  let views = page.getByRole('dialog', { name: 'Vues enregistrées' })
  await expect(views).toContainText('Aucune vue enregistrée.')
  await views.getByRole('textbox', { name: 'Nom de la vue' }).fill('Mes réunions')
  await views.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Vue « Mes réunions » enregistrée').first()).toBeVisible()

  page = await app.relaunch()
  timeline = new Timeline(page)
  await visit(page, path)
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.chips.first()).toHaveText('Réunion')
  await page.getByRole('button', { name: 'Tout effacer' }).click()
  await expect(timeline.rows).toHaveCount(2)

  await page.getByRole('button', { name: 'Vues enregistrées' }).click()
  views = page.getByRole('dialog', { name: 'Vues enregistrées' })
  const view = views.getByRole('button', { name: 'Mes réunions', exact: true })
  await expect(view).toHaveAttribute('aria-pressed', 'false')
  await view.click()
  await expect(timeline.rows).toHaveCount(1)
  // Another screen keeps its own filter.
  await visit(page, '/activities')
  await expect(timeline.rows).toHaveCount(2)
})

test('TL-18 nothing yet offers to create, nothing that matches names the filters and resets them', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Norauto Rennes' })
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(page.getByRole('heading', { name: 'Aucune activité', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Nouvelle activité' }).last().click()
  const sheet = page.getByRole('dialog', { name: 'Nouvelle activité' })
  await sheet.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(timeline.rows).toHaveCount(1)

  await timeline.search.fill('introuvable')
  await expect(page.getByRole('heading', { name: 'Aucune activité ne correspond' })).toBeVisible()
  await expect(page.getByText('Filtres actifs : « introuvable »')).toBeVisible()
  await expect(timeline.results).toHaveText('Aucune activité')
  await page.getByRole('button', { name: 'Tout effacer' }).last().click()
  await expect(timeline.rows).toHaveCount(1)
})
