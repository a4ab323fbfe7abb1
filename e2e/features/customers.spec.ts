import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { menuOption } from '../pages/menu-option.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

const customer = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('listbox', { name: 'Clients' }).getByRole('option', { name })
const profile = (page: Page, name: string): Locator =>
  page.getByRole('article', { name, exact: true })

test('CUS-01 CUS-02 a customer and its branches have a profile each, with a selector between them', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    const norauto = await addCustomer(client, {
      name: 'Norauto',
      code: 'NOR',
      city: 'Lesquin',
      categories: ['Centre auto'],
    })
    const alma = await addCustomer(
      client,
      { name: 'Norauto Rennes Alma', city: 'Rennes', phone: '02 99 00 00 01' },
      norauto,
    )
    await client.call('contacts.create', { customerId: alma, fields: { name: 'Sophie Leroy' } })
    await addActivity(client, alma, parisAt('2024-03-12', '09:00'), { title: 'À la succursale' })
  })
  const page = await app.open()
  await customer(page, /^Norauto \D*1 succursale/).click()
  const main = profile(page, 'Norauto')
  await expect(main.getByRole('tab')).toHaveText(['Activités', 'Informations', 'Contacts'])
  const branches = page.getByRole('button', { name: 'Site du client' })
  await expect(branches).toHaveText('Principal et 1 succursale')

  await branches.click()
  await menuOption(page, /^Norauto Rennes Alma/).click()
  const branch = profile(page, 'Norauto Rennes Alma')
  await expect(branch.getByRole('link', { name: 'Succursale de Norauto' })).toBeVisible()
  await expect(new Timeline(page).row('À la succursale')).toHaveCount(1)
  await branch.getByRole('tab', { name: 'Contacts' }).click()
  await expect(branch.getByRole('list', { name: 'Contacts' })).toContainText('Sophie Leroy')
  await branch.getByRole('tab', { name: 'Informations' }).click()
  await expect(branch.getByRole('region', { name: 'Adresse' })).toContainText('Rennes')
  const identity = branch.getByRole('region', { name: 'Identité' })
  await expect(identity).toContainText('Centre auto')
  await expect(identity).toContainText('du client principal')

  await branch.getByRole('link', { name: 'Succursale de Norauto' }).click()
  await expect(main.getByRole('region', { name: 'Adresse' })).toContainText('Lesquin')
})

test('CUS-01 a customer, a branch and a contact are created and edited in their sheets', async ({
  app,
}) => {
  await app.seed(async (client) => void (await createWorkspace(client)))
  const page = await app.open()
  await expect(page.getByRole('heading', { name: 'Aucun client pour l’instant' })).toBeVisible()
  await page.getByRole('button', { name: 'Nouveau client' }).first().click()
  const create = page.getByRole('dialog', { name: 'Nouveau client' })
  await create.getByRole('button', { name: 'Créer' }).click()
  await expect(create.getByText('Indiquez un nom.')).toBeVisible()
  await create.getByRole('textbox', { name: /^Nom\W*$/ }).fill('Midas Angers')
  await create.getByRole('textbox', { name: 'Code client' }).fill('MID-49')
  await create.getByRole('textbox', { name: 'Ville' }).fill('Angers')
  await create.getByRole('button', { name: 'Créer' }).click()
  await expect(profile(page, 'Midas Angers')).toBeVisible()
  await expect(customer(page, 'Midas Angers')).toContainText('Angers')

  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Ajouter une succursale' }).click()
  const branch = page.getByRole('dialog', { name: 'Nouvelle succursale de Midas Angers' })
  await branch.getByRole('textbox', { name: /^Nom\W*$/ }).fill('Midas Angers Nord')
  const code = branch.getByRole('textbox', { name: 'Code client' })
  await code.fill('MID-49')
  await branch.getByRole('button', { name: 'Créer' }).click()
  await expect(branch).toContainText('Ce code est celui de Midas Angers')
  await code.fill('MID-49N')
  await branch.getByRole('button', { name: 'Créer' }).click()
  await expect(profile(page, 'Midas Angers Nord')).toBeVisible()

  await page.getByRole('tab', { name: 'Contacts' }).click()
  await page.getByRole('button', { name: 'Ajouter un contact' }).click()
  const contact = page.getByRole('dialog', { name: 'Nouveau contact' })
  await contact.getByRole('textbox', { name: 'Nom' }).fill('Paul Girard')
  await contact.getByRole('textbox', { name: 'Fonction' }).fill('Gérant')
  await contact.getByRole('button', { name: 'Ajouter un contact' }).click()
  await expect(page.getByRole('list', { name: 'Contacts' })).toContainText('Paul Girard')
  await page.getByRole('button', { name: 'Contact préféré : Paul Girard' }).click()
  await expect(page.getByRole('list', { name: 'Contacts' })).toContainText('préféré')
  await page.getByRole('button', { name: 'Supprimer Paul Girard' }).click()
  await expect(page.getByRole('heading', { name: 'Aucun contact' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('list', { name: 'Contacts' })).toContainText('Paul Girard')
})

test('CUS-03 the list follows each letter: accents, points and case aside, by any of its fields', async ({
  app,
}) => {
  await app.seed(async (client) => {
    await createWorkspace(client)
    await addCustomer(client, { name: 'Garage de l’Étoile', city: 'Béziers', code: 'ETO-34' })
    await addCustomer(client, { name: 'Midas Angers', city: 'Angers', phone: '02 41 00 00 02' })
    const speedy = await addCustomer(client, { name: 'Speedy Nantes', city: 'Nantes' })
    await client.call('contacts.create', {
      customerId: speedy,
      fields: { name: 'Anne-Laure Guérin' },
    })
  })
  const page = await app.open()
  const search = page.getByRole('combobox', { name: 'Rechercher un client' })
  const all = customer(page, /./)
  await expect(all).toHaveCount(3)
  for (const [text, name] of [
    ['etoile', 'Garage de l’Étoile'],
    ['BEZ', 'Garage de l’Étoile'],
    ['eto34', 'Garage de l’Étoile'],
    ['0241', 'Midas Angers'],
    ['guerin', 'Speedy Nantes'],
  ] as const) {
    await search.fill(text)
    await expect(all, text).toHaveCount(1)
    await expect(all).toContainText(name)
    await expect(page.getByText('1 résultat', { exact: true })).toBeVisible()
  }
  await search.fill('zzz')
  await expect(
    page.getByRole('heading', { name: 'Aucun client ne correspond à « zzz »' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Créer « zzz »' }).click()
  await expect(
    page.getByRole('dialog', { name: 'Nouveau client' }).getByRole('textbox', { name: /^Nom\W*$/ }),
  ).toHaveValue('zzz')
})

test('CUS-05 an archived or deleted customer keeps its activities readable, and comes back', async ({
  app,
}) => {
  const id = await app.seed(async (client) => {
    await createWorkspace(client)
    const id = await addCustomer(client, { name: 'Speedy Nantes' })
    await addActivity(client, id, parisAt('2024-03-12', '09:00'), { title: 'Dernière visite' })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${id}/activities`)
  const timeline = new Timeline(page)
  const archive = async (action: string): Promise<void> => {
    await page.getByRole('button', { name: 'Autres actions' }).click()
    await page.getByRole('menuitem', { name: action }).click()
  }
  await archive('Archiver')
  await expect(
    page.getByText(/Client archivé le .+ Ses activités restent consultables\./),
  ).toBeVisible()
  await expect(timeline.row('Dernière visite')).toHaveCount(1)
  await expect(customer(page, /Speedy Nantes/)).toHaveCount(0)
  await page.getByRole('switch', { name: 'Avec les archivés' }).click()
  await expect(customer(page, /Speedy Nantes/)).toContainText('Archivé')
  await page.getByRole('button', { name: 'Désarchiver' }).click()

  await archive('Supprimer…')
  const question = page.getByRole('dialog', { name: 'Supprimer « Speedy Nantes » ?' })
  await question.getByRole('button', { name: 'Supprimer' }).click()
  await expect(page.getByRole('article')).toHaveCount(0)
  await visit(page, `/customers/${id}/activities`)
  await expect(
    page.getByText(/Client supprimé le .+ Ses activités restent consultables\./),
  ).toBeVisible()
  await expect(timeline.row('Dernière visite')).toHaveCount(1)
  await expect(customer(page, /Speedy Nantes/)).toHaveCount(0)
  await visit(page, '/activities')
  await expect(timeline.row('Dernière visite')).toContainText('(supprimé)')
  await visit(page, `/customers/${id}/activities`)
  await page.getByRole('button', { name: 'Restaurer' }).first().click()
  await expect(customer(page, /Speedy Nantes/)).toHaveCount(1)
})

test('CUS-02 CUS-05 a branch moved to another parent keeps its activities; a cycle is not offered', async ({
  app,
}) => {
  const branchId = await app.seed(async (client) => {
    await createWorkspace(client)
    const norauto = await addCustomer(client, { name: 'Norauto' })
    await addCustomer(client, { name: 'Mobivia' })
    const id = await addCustomer(client, { name: 'Norauto Rennes' }, norauto)
    await addActivity(client, id, parisAt('2024-03-12', '09:00'), {
      title: 'Avant le déménagement',
    })
    return id
  })
  const page = await app.open()
  await visit(page, `/customers/${branchId}/activities`)
  await page.getByRole('button', { name: 'Autres actions' }).click()
  await page.getByRole('menuitem', { name: 'Rattacher à un autre client…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Rattacher « Norauto Rennes »' })
  const mains = sheet.getByRole('listbox', { name: 'Client principal' }).getByRole('option')
  await expect(mains).toHaveText(['Mobivia'])
  await mains.click()
  await sheet.getByRole('button', { name: 'Rattacher' }).click()
  await expect(page.getByRole('link', { name: 'Succursale de Mobivia' })).toBeVisible()
  await expect(new Timeline(page).row('Avant le déménagement')).toHaveCount(1)
})

test('GPS-10 coordinates are read as they are typed, with swap and precision pointed out', async ({
  app,
}) => {
  const id = await app.seed(async (client) => {
    await createWorkspace(client)
    return addCustomer(client, { name: 'Midas Paris', country: 'FR' })
  })
  const page = await app.open()
  await visit(page, `/customers/${id}/information`)
  await page.getByRole('button', { name: 'Modifier : Position GPS' }).click()
  const sheet = page.getByRole('dialog', { name: 'Modifier Midas Paris' })
  const input = sheet.getByRole('textbox', { name: 'Coordonnées GPS' })
  for (const [typed, read] of [
    ['48,8566 2,3522', '48,85660° N, 2,35220° E'],
    ['48.8566, 2.3522', '48,85660° N, 2,35220° E'],
    ['geo:48.8566,2.3522', '48,85660° N, 2,35220° E'],
    ['48°51\'24"N 2°21\'08"E', '48,85667° N, 2,35222° E'],
    ['https://www.openstreetmap.org/#map=17/48.85660/2.35220', '48,85660° N, 2,35220° E'],
  ] as const) {
    await input.fill(typed)
    await expect(sheet.getByText(`Lu : ${read}`), typed).toBeVisible()
  }
  await input.fill('48,86 2,35')
  await expect(sheet).toContainText('Moins de trois décimales')
  await input.fill('2,3522 48,8566')
  await expect(sheet).toContainText('Latitude et longitude semblent inversées.')
  await sheet.getByRole('button', { name: 'Inverser' }).click()
  await expect(sheet.getByText('Lu : 48,85660° N, 2,35220° E')).toBeVisible()

  await input.fill('91 2')
  await sheet.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(sheet).toContainText('Ces coordonnées ne sont pas valables.')
  await input.fill('48,8566 2,3522')
  await sheet.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByRole('region', { name: 'Position GPS' })).toContainText(
    '48,85660° N, 2,35220° E',
  )
})

test('CUS-06 with a new address one is asked whether the coordinates stay', async ({ app }) => {
  const id = await app.seed(async (client) => {
    await createWorkspace(client)
    const customer = await addCustomer(client, {
      ...{ name: 'Midas Paris', country: 'FR', city: 'Paris', addressLine1: '3 rue Bréa' },
    })
    await client.call('customers.setLocation', {
      id: customer,
      location: { lat: 48.8566, lon: 2.3522, quality: 'surveyed', source: 'manual' },
    })
    return customer
  })
  const page = await app.open()
  await visit(page, `/customers/${id}/information`)
  const place = page.getByRole('region', { name: 'Position GPS' })
  const question = page.getByRole('dialog', { name: 'L’adresse a changé' })
  const move = async (street: string): Promise<void> => {
    await page.getByRole('button', { name: 'Modifier : Adresse' }).click()
    const sheet = page.getByRole('dialog', { name: 'Modifier Midas Paris' })
    await sheet.getByRole('textbox', { name: 'Adresse', exact: true }).fill(street)
    await sheet.getByRole('button', { name: 'Enregistrer' }).click()
  }
  await move('5 rue Bréa')
  await question.getByRole('button', { name: 'Garder les coordonnées' }).click()
  await expect(page.getByText('5 rue Bréa')).toBeVisible()
  await expect(place).toContainText('48,85660° N, 2,35220° E')
  await move('12 quai Branly')
  await question.getByRole('button', { name: 'Effacer les coordonnées' }).click()
  await expect(page.getByText('12 quai Branly')).toBeVisible()
  await expect(place).not.toContainText('48,85660° N')
})
