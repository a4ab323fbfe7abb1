import type { Page } from '@playwright/test'
import type { Input } from '../../core/contract/operation.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import { addWorkingDays } from '../../core/domain/tasks/working-days.ts'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { notice } from '../pages/notice.ts'
import { TaskSection } from '../pages/task-section.ts'
import {
  addActivity,
  addCustomer,
  createWorkspace,
  me,
  parisAt,
  parisDay,
  typedDay,
  visit,
} from '../pages/workspace.ts'

type NewTask = Omit<Input<AppContract['tasks.create']>['task'], 'customerId' | 'activityId'>

/** A customer with one visit and its tasks. @returns the page at the visit */
async function openVisit(app: App, tasks: readonly NewTask[] = []): Promise<Page> {
  const path = await app.seed(async (client) => {
    await createWorkspace(client)
    const customerId = await addCustomer(client, { name: 'Norauto Rennes' })
    const activityId = await addActivity(client, customerId, parisAt('2024-03-12', '09:00'))
    for (const task of tasks)
      await client.call('tasks.create', { task: { ...task, customerId, activityId } })
    return `/customers/${customerId}/activities?activity=${activityId}`
  })
  const page = await app.open()
  await visit(page, path)
  return page
}

test('TSK-01 TSK-02 a follow-up is added by the keyboard with what is known of it, and edited', async ({
  app,
}) => {
  const page = await openVisit(app)
  const tasks = new TaskSection(page)
  await expect(tasks.section).toContainText('Aucune tâche de suivi.')
  await tasks.add.focus()
  await page.keyboard.press('Enter')
  await expect(tasks.title).toBeFocused()
  await expect(tasks.title).toHaveValue('Suivi\u00a0: Visite du 12 mars 2024')
  const dueDay = addWorkingDays(parisDay(0), 3)
  await expect(tasks.day).toHaveValue(typedDay(dueDay))
  await expect(tasks.form.getByLabel('Responsable')).toContainText(me)

  await tasks.title.fill('')
  await page.keyboard.press('Enter')
  await expect(tasks.form.getByRole('alert')).toHaveText('Le titre est obligatoire.')
  await expect(tasks.title).toBeFocused()
  await tasks.title.fill('Confirmer la remise')
  await page.keyboard.press('Enter')
  await expect(tasks.items).toHaveCount(1)
  await expect(tasks.items).toContainText(`Confirmer la remise`)
  await expect(tasks.items).toContainText(/Échéance\s: \d/)
  await expect(tasks.items).toContainText(me)
  await expect(tasks.add).toBeFocused()

  await tasks.edit('Confirmer la remise').press('Enter')
  await tasks.day.fill('12/03/2031')
  await tasks.time.fill('14h30')
  await page.keyboard.press('Enter')
  await expect(tasks.items).toContainText('Échéance\u00a0: 12/03/2031 14:30')
  await expect(tasks.edit('Confirmer la remise')).toBeFocused()

  await tasks.edit('Confirmer la remise').press('Enter')
  await tasks.form.getByLabel('Responsable').click()
  await page.getByRole('option', { name: 'Sans responsable' }).click()
  await tasks.form.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(tasks.items).toContainText('Sans responsable')
  await expect(tasks.items).not.toContainText(me)

  // Escape leaves the form and what was typed, not the pane.
  await tasks.edit('Confirmer la remise').press('Enter')
  await tasks.title.fill('Autre chose')
  await page.keyboard.press('Escape')
  await expect(tasks.form).toHaveCount(0)
  await expect(tasks.items).toContainText('Confirmer la remise')
})

test('TSK-02 TSK-03 TSK-05 an overdue task is marked, completed, reopened and deleted, each with a way back', async ({
  app,
}) => {
  const page = await openVisit(app, [
    { title: 'Rappeler', due: { day: '2024-03-15' }, priority: 'high' },
    { title: 'Envoyer le devis' },
  ])
  const tasks = new TaskSection(page)
  const overdue = tasks.items.first()
  await expect(overdue).toContainText('En retard : 15 mars 2024')
  await expect(overdue).toContainText('Priorité haute')

  await tasks.checkbox('Rappeler').focus()
  await page.keyboard.press('Space')
  await expect(tasks.items.last()).toContainText(`Terminée par ${me}`)
  await expect(tasks.checkbox('Rappeler')).toBeChecked()
  await expect(notice(page, 'Tâche terminée')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(tasks.checkbox('Rappeler')).not.toBeChecked()

  await tasks.checkbox('Rappeler').click()
  await expect(tasks.checkbox('Rappeler')).toBeChecked()
  await tasks.checkbox('Rappeler').click()
  await expect(notice(page, 'Tâche rouverte')).toBeVisible()
  await expect(overdue).toContainText('En retard')

  await tasks.remove('Envoyer le devis').click()
  await expect(tasks.items).toHaveCount(1)
  await notice(page, 'Tâche supprimée').getByRole('button', { name: 'Annuler' }).click()
  await expect(tasks.items).toHaveCount(2)
})

test('TSK-05 ACT-10 deleting the activity says that its tasks stay, and they say so', async ({
  app,
}) => {
  const page = await openVisit(app, [{ title: 'Rappeler' }, { title: 'Envoyer le devis' }])
  const tasks = new TaskSection(page)
  await expect(tasks.items).toHaveCount(2)
  const address = new URL(page.url()).hash.slice(1)
  await page.keyboard.press('Delete')
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await expect(dialog).toContainText('2 tâches liées sont conservées.')
  await dialog.getByRole('button', { name: 'Supprimer' }).click()
  await expect(dialog).toHaveCount(0)
  await visit(page, address)
  await expect(tasks.items).toHaveCount(2)
  await expect(tasks.items.first()).toContainText('activité supprimée')
  await expect(tasks.add).toHaveCount(0)
})
