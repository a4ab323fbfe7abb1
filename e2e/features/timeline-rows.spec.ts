import { expect, test } from '../fixtures.ts'
import { png } from '../pages/sample-files.ts'
import { Timeline } from '../pages/timeline.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  parisAt,
  parisDay,
  visit,
  type AppClient,
} from '../pages/workspace.ts'

/** A visit with two files, a note and a description of two lines. */
async function addRichVisit({ call }: AppClient, customerId: string): Promise<string> {
  const content = new Uint8Array(png(8, 8, '#15803d'))
  const photo = await call('attachments.stage', { name: 'rayon.png', mime: 'image/png', content })
  const { id } = await call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId,
      title: 'Rayon plaquettes de frein',
      startAt: parisAt('2024-03-12', '09:00'),
      endAt: parisAt('2024-03-12', '10:30'),
    },
    description: [{ insert: 'Stock à compléter avant Pâques\nDeuxième ligne\n' }],
    attachments: [photo, { ...photo, name: 'vitrine.png' }],
  })
  await call('notes.create', { activityId: id, body: [{ insert: 'Rappeler le chef d’atelier\n' }] })
  return id
}

test('TL-01 TL-03 TL-05 a row tells type, time, person, status, counts and the first line', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addRichVisit(client, id)
    await addActivity(client, id, parisAt('2024-03-11', '14:00'), { typeId: 'type-call-in' })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(2)

  const row = timeline.row('Rayon plaquettes de frein')
  const icon = row.getByRole('img', { name: 'Visite', exact: true })
  await expect(icon).toHaveCSS('background-color', 'rgb(21, 128, 61)')
  await expect(row).toContainText('mar. 12 mars')
  await expect(row).toContainText('09:00 – 10:30')
  await expect(row.getByRole('img', { name: 'Camille Moreau' })).toHaveText('CM')
  await expect(row).toContainText('Terminée')
  await expect(row).toContainText('2 pièces jointes')
  await expect(row).toContainText('1 note')
  await expect(row).toContainText('Stock à compléter avant Pâques')
  await expect(row).not.toContainText('Deuxième ligne')

  const call = timeline.row('Appel (entrant) – Norauto Rennes')
  const callIcon = call.getByRole('img', { name: 'Appel (entrant)' })
  await expect(callIcon).toHaveCSS('background-color', 'rgb(29, 78, 216)')
  await expect(call).toContainText('14:00 – 14:30')
  await expect(call).not.toContainText('pièce')
  await expect(call).not.toContainText('note')
})

test('TL-04 without reports no row has a report indicator', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Norauto Rennes' })
    await addRichVisit(client, id)
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(1)
  await expect(timeline.rows).not.toContainText('rapport')
  await timeline.cards.click()
  await expect(timeline.cards).toHaveAttribute('aria-pressed', 'true')
  await expect(timeline.rows).toContainText('Rappeler le chef d’atelier')
  await expect(timeline.rows).not.toContainText('rapport')
})

test('TL-05 TL-07 each row shows its status, an overdue one with a word, not by colour alone', async ({
  app,
}) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Midas Angers' })
    const minutesAgo = (minutes: number): number => Date.now() - minutes * 60_000
    const add = (
      title: string,
      startAt: number | null,
      status: 'planned' | 'cancelled' | 'draft',
    ) => addActivity(client, id, startAt, { title, status })
    await add('Sans suite', parisAt('2024-03-12', '09:00'), 'cancelled')
    await add('Oubliée', parisAt('2024-03-13', '09:00'), 'planned')
    await add('À préparer', null, 'draft')
    await add('Demain', Date.now() + 86_400_000, 'planned')
    await addActivity(client, id, minutesAgo(10), { title: 'Sur place', status: 'in_progress' })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.row('Sans suite')).toContainText('Annulée')
  await expect(timeline.row('Oubliée')).toContainText('Manquée')
  await expect(timeline.row('À préparer')).toContainText('Brouillon')
  await expect(timeline.row('Demain')).toContainText('Planifiée')
  await expect(timeline.row('Sur place')).toContainText('En cours')
  await expect(timeline.heading('À venir et en retard')).toBeVisible()
  await expect(timeline.grid).toContainText('1 en retard')
})

test('TL-02 TL-06 drafts, then what is ahead ascending, the marker of now, then history by month', async ({
  app,
}) => {
  const titles = [
    'Brouillon A',
    'En retard B',
    'Demain C',
    'Après-demain D',
    'Mars E',
    'Mars F',
    'Février G',
  ]
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Speedy Nantes' })
    const add = (title: string, startAt: number | null, status?: 'planned') =>
      addActivity(client, id, startAt, { title, ...(status && { status }) })
    await add('Février G', parisAt('2024-02-20', '09:00'))
    await add('Mars F', parisAt('2024-03-05', '09:00'))
    await add('Mars E', parisAt('2024-03-12', '09:00'))
    await add('Après-demain D', parisAt(parisDay(2), '09:00'))
    await add('Demain C', parisAt(parisDay(1), '09:00'))
    await add('En retard B', parisAt(parisDay(-1), '09:00'), 'planned')
    await add('Brouillon A', null)
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(7)
  expect(await timeline.order(titles)).toEqual(titles)
  await expect(timeline.results).toHaveText('7 activités')

  await expect(timeline.heading(/^/)).toHaveText([
    'Sans date',
    'À venir et en retard',
    'Historique',
    'Mars 2024',
    'Février 2024',
  ])
  const marker = timeline.grid.getByText(/^Maintenant, \d\d:\d\d$/)
  await expect(marker).toBeVisible()
  const top = async (text: string): Promise<number> => (await timeline.row(text).boundingBox())!.y
  const now = (await marker.boundingBox())!.y
  expect(now).toBeGreaterThan(await top('En retard B'))
  expect(now).toBeLessThan(await top('Demain C'))

  const ascending = page.getByRole('button', { name: 'Historique du plus ancien au plus récent' })
  await expect(ascending).toHaveAttribute('aria-pressed', 'false')
  await ascending.click()
  await expect(ascending).toHaveAttribute('aria-pressed', 'true')
  await expect
    .poll(() => timeline.order(titles))
    .toEqual([...titles.slice(0, 4), 'Février G', 'Mars F', 'Mars E'])
})

test('TL-06 the heading of a month stays at the top while its rows pass', async ({ app }) => {
  const customerId = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Speedy Nantes' })
    for (const month of ['2024-01', '2024-02'])
      for (let day = 1; day <= 28; day++)
        await addActivity(client, id, parisAt(`${month}-${String(day).padStart(2, '0')}`, '09:00'))
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${customerId}/activities`)
  const timeline = new Timeline(page)
  const topOf = async (name: string): Promise<number> => {
    const [heading, grid] = [timeline.heading(name).locator('..'), timeline.grid]
    return Math.round((await heading.boundingBox())!.y - (await grid.boundingBox())!.y)
  }
  expect(await topOf('Février 2024')).toBeGreaterThan(28)

  await timeline.scrollTo(400)
  await expect.poll(() => topOf('Février 2024')).toBe(0)
  await timeline.scrollTo(1500)
  await expect.poll(() => topOf('Janvier 2024')).toBe(0)
  await expect(timeline.heading('Février 2024')).not.toBeInViewport()
})

test('TL-12 a branch’s activities come on demand, with their place and number', async ({ app }) => {
  const { mainId, branchId } = await app.seed(async (client) => {
    await createWorkspace(client)
    const mainId = await addCustomer(client, { name: 'Feu Vert Lyon' })
    const branchId = await addCustomer(client, { name: 'Feu Vert Bron' }, mainId)
    await addActivity(client, mainId, parisAt('2024-03-12', '09:00'), { title: 'Au siège' })
    for (const hour of ['10:00', '11:00'])
      await addActivity(client, branchId, parisAt('2024-03-12', hour), { title: `À ${hour}` })
    return { mainId, branchId }
  })
  const page = await app.open()
  await visit(page, `/customers/${mainId}/activities`)
  const timeline = new Timeline(page)
  const include = page.getByRole('switch', { name: 'Inclure les succursales' })
  await expect(timeline.rows).toHaveCount(1)
  await include.click()
  await expect(timeline.rows).toHaveCount(3)
  await expect(timeline.results).toHaveText('3 activités')
  await expect(page.getByText('+2 des succursales')).toBeVisible()
  await expect(timeline.row('À 10:00')).toContainText('Succursale : Feu Vert Bron')
  await expect(timeline.row('Au siège')).not.toContainText('Succursale')

  await visit(page, `/customers/${branchId}/activities`)
  await expect(timeline.rows).toHaveCount(2)
  await expect(include).toHaveCount(0)
})

test('TL-23 all customers have one timeline, with the same rows and filters', async ({ app }) => {
  const { norauto } = await app.seed(async (client) => {
    await createWorkspace(client)
    const norauto = await addCustomer(client, { name: 'Norauto Rennes' })
    const midas = await addCustomer(client, { name: 'Midas Angers' })
    await addActivity(client, norauto, parisAt('2024-03-12', '09:00'), { title: 'Plaquettes' })
    await addActivity(client, midas, parisAt('2024-03-13', '09:00'), { typeId: 'type-meeting' })
    return { norauto }
  })
  const page = await app.open()
  await page.getByRole('link', { name: 'Activités' }).click()
  await expect(page).toHaveTitle('Toutes les activités – WiseParts')
  const timeline = new Timeline(page)
  await expect(timeline.rows).toHaveCount(2)
  await expect(timeline.row('Plaquettes')).toContainText('Norauto Rennes')
  await expect(timeline.rows.first()).toContainText('Réunion – Midas Angers')
  await expect(page.getByRole('switch', { name: 'Inclure les succursales' })).toHaveCount(0)
  await timeline.filterBy('Type', 'Visite')
  await expect(timeline.rows).toHaveCount(1)
  await timeline.rows.click()
  await page.locator('#activity-details').getByRole('link', { name: 'Norauto Rennes' }).click()
  await expect(page).toHaveURL(new RegExp(`/customers/${norauto}/activities`))
})
