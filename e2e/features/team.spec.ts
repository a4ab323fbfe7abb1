import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { ActivityDetails } from '../pages/activity-details.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { AttachmentSection } from '../pages/attachment-section.ts'
import { menuOption } from '../pages/menu-option.ts'
import { settled } from '../pages/screens.ts'
import { reconnect, SharingPage } from '../pages/sharing-page.ts'
import { Timeline } from '../pages/timeline.ts'
import { addActivity, addCustomer, createWorkspace, parisAt, visit } from '../pages/workspace.ts'

const pictures = join(import.meta.dirname, '../../docs/recorded-run/team')
let step = 0

/** With RECORD_RUN=1: a picture of the step that was just done. */
async function picture(page: Page, name: string): Promise<void> {
  step += 1
  if (process.env['RECORD_RUN'] !== '1') return
  mkdirSync(pictures, { recursive: true })
  await settled(page)
  const file = `${String(step).padStart(2, '0')}-${name}.png`
  await page.screenshot({ path: join(pictures, file), animations: 'disabled' })
}

test('SYN-01 SYN-03 SYN-06 SYN-09 NOT-05 ATT-05 two laptops and a server: shared, joined, typed together, offline, and what crossed is reviewed', async ({
  app,
  colleague,
  teamServer,
}) => {
  test.slow()
  const { visitAddress: address, otherAddress } = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const id = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'), {
      title: 'Tour du stock',
    })
    await client.call('notes.create', { activityId: id, body: [{ insert: 'Rayon freinage\n' }] })
    const other = await addActivity(client, customerId, parisAt('2024-03-13', '09:00'), {
      title: 'Inventaire',
    })
    const addressOf = (activityId: string): string =>
      `/customers/${customerId}/activities?activity=${activityId}`
    return { visitAddress: addressOf(id), otherAddress: addressOf(other) }
  })

  // Camille shares the workspace that she began alone.
  const camille = await app.open()
  const sharing = new SharingPage(camille)
  await visit(camille, '/settings/sharing')
  await sharing.share.click()
  await sharing.fill({
    'Adresse du serveur': teamServer.address,
    Invitation: teamServer.invitation,
    'Adresse e-mail': 'camille@exemple.fr',
    'Mot de passe': 'une phrase assez longue',
  })
  await picture(camille, 'share')
  await sharing.sheet.getByRole('button', { name: 'Partager', exact: true }).click()
  await expect(sharing.status(/^À jour/)).toBeVisible()
  await camille.getByLabel('Rôle', { exact: true }).click()
  await menuOption(camille, 'Administrateur').click()
  await sharing.createInvitation.click()
  await expect(sharing.invitationCode).toHaveText(/^[0-9A-Z]{4,}(-[0-9A-Z]+)+$/)
  const code = await sharing.invitationCode.innerText()
  await picture(camille, 'invitation')

  // Paul joins from an empty folder, and finds what there is.
  const paul = await colleague.open()
  const joining = new SharingPage(paul)
  await paul.getByRole('button', { name: 'Rejoindre ou se connecter' }).click()
  await joining.fill({
    'Adresse du serveur': teamServer.address,
    Invitation: code,
    Prénom: 'Paul',
    Nom: 'Martin',
    'Adresse e-mail': 'paul@exemple.fr',
    'Mot de passe': 'une autre phrase longue',
  })
  await picture(paul, 'join')
  await joining.sheet.getByRole('button', { name: 'Rejoindre', exact: true }).click()
  await expect(paul.getByText('Norauto Rennes').first()).toBeVisible()
  await picture(paul, 'joined')

  // Both write in the same note, at once.
  for (const page of [camille, paul]) {
    await visit(page, address)
    await expect(new ActivityDetails(page).title).toHaveText('Tour du stock')
  }
  await picture(paul, 'same-activity')
  const noteOf = (page: Page) => new ActivityDetails(page).section('Notes internes')
  for (const page of [camille, paul]) {
    await noteOf(page).getByRole('button', { name: 'Modifier la note' }).click()
    await noteOf(page).getByRole('textbox', { name: 'Texte de la note' }).click()
  }
  await camille.keyboard.press('Control+Home')
  await paul.keyboard.press('Control+End')
  await Promise.all([
    camille.keyboard.type('Vu avec le chef : ', { delay: 20 }),
    paul.keyboard.type(', plaquettes à commander', { delay: 20 }),
  ])
  for (const page of [camille, paul])
    await expect(noteOf(page).getByRole('textbox', { name: 'Texte de la note' })).toHaveText(
      'Vu avec le chef : Rayon freinage, plaquettes à commander',
    )
  await picture(camille, 'typed-together')

  // An activity and a file of either reach the other at once.
  const filesOf = (page: Page) => new AttachmentSection(page)
  await filesOf(camille).attachPicture('vitrine.png', 640, '#0f766e')
  await filesOf(paul).expectPicture('vitrine.png', 640)
  await filesOf(paul).attachPicture('rayon.png', 320, '#be123c')
  await filesOf(camille).expectPicture('rayon.png', 320)
  await create(camille, 'Appel du chef d’atelier')
  await expect(rowOf(paul, 'Appel du chef d’atelier')).toHaveCount(1)
  await create(paul, 'Livraison des plaquettes')
  await expect(rowOf(camille, 'Livraison des plaquettes')).toHaveCount(1)
  await picture(camille, 'live')
  for (const page of [camille, paul]) await visit(page, address)

  // A day without the server: both go on; then everything meets.
  await teamServer.stop()
  await expect(sharing.status(/^Hors ligne/)).toBeVisible()
  for (const [page, text] of [
    [camille, 'Note de Camille hors ligne'],
    [paul, 'Note de Paul hors ligne'],
  ] as const) {
    await noteOf(page).getByRole('textbox', { name: 'Nouvelle note' }).fill(text)
    await noteOf(page).getByRole('button', { name: 'Ajouter la note' }).click()
    await expect(noteOf(page)).toContainText(text)
  }
  await filesOf(camille).attachPicture('devis.png', 480, '#1d4ed8')
  await filesOf(paul).attachPicture('stock.png', 240, '#b45309')
  await expect(sharing.status(/^Hors ligne \(\d+ modifications? à partager\)$/)).toBeVisible()
  await picture(camille, 'offline')
  await create(camille, 'Relance hors ligne')
  await create(paul, 'Retour de garantie hors ligne')
  for (const page of [camille, paul]) await visit(page, address)
  await rename(camille, 'Tour du stock freinage')
  await rename(paul, 'Tour du stock et garantie')
  await visit(camille, otherAddress)
  await visit(paul, otherAddress)
  await rename(paul, 'Inventaire des plaquettes')
  await new ActivityDetails(camille).button('Supprimer').click()
  const question = camille.getByRole('dialog', { name: 'Supprimer « Inventaire » ?' })
  await question.getByRole('button', { name: 'Supprimer' }).click()
  await expect(question).toBeHidden()
  await expect(rowOf(camille, 'Inventaire')).toHaveCount(0)
  await teamServer.start()
  // They would come back by themselves, after a pause that grows with each failure.
  for (const page of [camille, paul]) await reconnect(page)
  for (const page of [camille, paul]) await visit(page, address)
  for (const page of [camille, paul])
    for (const text of ['Note de Camille hors ligne', 'Note de Paul hors ligne'])
      await expect(noteOf(page)).toContainText(text)
  await filesOf(paul).expectPicture('devis.png', 480)
  await filesOf(camille).expectPicture('stock.png', 240)
  await expect(rowOf(paul, 'Relance hors ligne')).toHaveCount(1)
  await expect(rowOf(camille, 'Retour de garantie hors ligne')).toHaveCount(1)
  await picture(camille, 'met-again')

  // Nothing that crossed is lost: both see the same two questions, and an answer is everybody's.
  for (const page of [camille, paul]) await visit(page, '/review')
  const points = (page: Page) => page.getByRole('list', { name: 'À vérifier' }).locator('> li')
  for (const page of [camille, paul]) {
    await expect(points(page)).toHaveCount(2)
    await expect(points(page).filter({ hasText: 'Deux valeurs pour « Titre »' })).toContainText(
      'Tour du stock freinage',
    )
    await expect(points(page).filter({ hasText: 'Supprimée par' })).toContainText(
      /Supprimée par Camille Moreau le .*, pendant que Paul Martin l’a modifiée/,
    )
  }
  await picture(camille, 'to-review')
  await points(paul).getByRole('button', { name: 'Restaurer' }).click()
  await expect(points(camille)).toHaveCount(1)
  await points(camille).getByRole('button', { name: 'Combiner' }).click()
  await points(camille).getByRole('textbox', { name: 'Titre' }).fill('Freinage et garantie')
  await points(camille).getByRole('button', { name: 'Enregistrer' }).click()
  await expect(paul.getByRole('heading', { name: 'Rien à vérifier' })).toBeVisible()
  await visit(paul, address)
  await expect(rowOf(paul, 'Freinage et garantie')).toHaveCount(1)
  await expect(rowOf(paul, 'Inventaire des plaquettes')).toHaveCount(1)
  await picture(paul, 'reviewed')
})

const rowOf = (page: Page, title: string) => new Timeline(page).rows.filter({ hasText: title })

/** An activity of today at the customer that is open. */
async function create(page: Page, title: string): Promise<void> {
  await new Timeline(page).create.click()
  const form = new ActivityForm(page)
  await form.title.fill(title)
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(rowOf(page, title)).toHaveCount(1)
}

/** Gives the open activity another title, in its form. */
async function rename(page: Page, title: string): Promise<void> {
  await new ActivityDetails(page).button('Modifier').click()
  const form = new ActivityForm(page)
  await form.title.fill(title)
  await form.save.click()
  await expect(form.sheet).toBeHidden()
  await expect(new ActivityDetails(page).title).toHaveText(title)
}
