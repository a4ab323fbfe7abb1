import type { Page } from '@playwright/test'
import { readyFlag } from '../shell.ts'
import type { DemoRecords } from './demo-workspace.ts'

export type Language = 'fr' | 'en'

/** What a screen needs to be shown. */
export interface Visit {
  page: Page
  /** The language on screen, for finding controls by their name. */
  language: Language
  /** Records of the demonstration workspace; undefined on the first start. */
  demo: DemoRecords | undefined
}

export interface Screen {
  /** First part of the picture's file name. */
  name: string
  workspace: 'demo' | 'none'
  /** From any state of the app to the one to be looked at; ends on a condition, not on time. */
  show: (visit: Visit) => Promise<void>
}

/**
 * Every screen of the app. Each is pictured in both languages, both themes and both sizes by
 * `npm run screenshots`, and examined by e2e/features/accessibility.spec.ts. Add yours here; what it
 * changes in the workspace or on the device shows in those after it.
 */
export const screens: Screen[] = [
  { name: 'welcome', workspace: 'none', show: ({ page }) => goTo(page, '/') },
  { name: 'join-team', workspace: 'none', show: joinTeam },
  { name: 'customers', workspace: 'demo', show: ({ page }) => goTo(page, '/customers') },
  { name: 'no-customer', workspace: 'demo', show: customersWithoutMatch },
  { name: 'timeline', workspace: 'demo', show: customerTab('activities') },
  { name: 'information', workspace: 'demo', show: customerTab('information') },
  { name: 'edit-customer', workspace: 'demo', show: customerTab('information?sheet=edit') },
  { name: 'contacts', workspace: 'demo', show: customerTab('contacts') },
  { name: 'new-contact', workspace: 'demo', show: customerTab('contacts?sheet=contact') },
  { name: 'details', workspace: 'demo', show: openActivity },
  { name: 'summary', workspace: 'demo', show: openSummary },
  { name: 'fill-report', workspace: 'demo', show: fillReport },
  { name: 'missing-answers', workspace: 'demo', show: missingAnswers },
  { name: 'read-report', workspace: 'demo', show: readReport },
  { name: 'correct-report', workspace: 'demo', show: changeReport },
  { name: 'conversation', workspace: 'demo', show: openConversation('conversationId') },
  { name: 'conversation-review', workspace: 'demo', show: openConversation('freeConversationId') },
  { name: 'export-reports', workspace: 'demo', show: exportReports },
  { name: 'new-task', workspace: 'demo', show: addTask },
  { name: 'history', workspace: 'demo', show: openHistory },
  { name: 'past-activity', workspace: 'demo', show: openPast },
  { name: 'delete-activity', workspace: 'demo', show: askToDelete },
  { name: 'edit-activity', workspace: 'demo', show: editActivity },
  { name: 'new-activity', workspace: 'demo', show: customerTab('activities?new=1') },
  { name: 'activities', workspace: 'demo', show: ({ page }) => goTo(page, '/activities') },
  { name: 'day-map', workspace: 'demo', show: dayMap },
  { name: 'day-visit', workspace: 'demo', show: dayVisit },
  { name: 'filter-type', workspace: 'demo', show: openFilter('Type', 'Type') },
  { name: 'filter-dates', workspace: 'demo', show: openFilter('Dates', 'Dates') },
  { name: 'import', workspace: 'demo', show: ({ page }) => goTo(page, '/imports/customers') },
  { name: 'import-sales', workspace: 'demo', show: ({ page }) => goTo(page, '/imports/sales') },
  { name: 'import-columns', workspace: 'demo', show: chooseImportFile },
  { name: 'import-check', workspace: 'demo', show: checkImportFile },
  {
    name: 'notifications',
    workspace: 'demo',
    show: ({ page }) => goTo(page, '/notifications'),
  },
  { name: 'review', workspace: 'demo', show: ({ page }) => goTo(page, '/review') },
  { name: 'trash', workspace: 'demo', show: ({ page }) => goTo(page, '/trash') },
  ...[
    'organisation',
    'types',
    'forms',
    'gps',
    'assistant',
    'people',
    'sharing',
    'appearance',
    'positions',
    'data',
    'shortcuts',
  ].map((section): Screen => ({
    name: `settings-${section}`,
    workspace: 'demo',
    show: ({ page }) => goTo(page, `/settings/${section}`),
  })),
  { name: 'edit-type', workspace: 'demo', show: editType },
  { name: 'new-type', workspace: 'demo', show: newType },
  { name: 'new-form', workspace: 'demo', show: newForm },
  { name: 'form-design', workspace: 'demo', show: formPart('') },
  { name: 'form-field', workspace: 'demo', show: formField },
  { name: 'form-try', workspace: 'demo', show: tryForm },
  { name: 'form-versions', workspace: 'demo', show: formPart('/versions') },
  { name: 'form-publish', workspace: 'demo', show: publishForm },
  // The device remembers the choice.
  { name: 'timeline-cards', workspace: 'demo', show: timelineCards },
]

function customerTab(rest: string): Screen['show'] {
  return ({ page, demo }) => goTo(page, `/customers/${demo?.customerId}/${rest}`)
}

async function joinTeam({ page, language }: Visit): Promise<void> {
  await goTo(page, '/')
  const open = { fr: 'Rejoindre ou se connecter', en: 'Join or sign in' }[language]
  await page.getByRole('button', { name: open }).click()
  await page.getByRole('dialog').waitFor()
}

async function customersWithoutMatch({ page }: Visit): Promise<void> {
  await goTo(page, '/customers')
  await page.keyboard.press('/')
  await page.keyboard.insertText('Garage Dupont')
  await page.getByRole('heading', { name: 'Garage Dupont' }).waitFor()
}

async function openActivity({ page, demo }: Visit): Promise<void> {
  await goTo(page, `/customers/${demo?.customerId}/activities?activity=${demo?.activityId}`)
}

async function fillReport(visit: Visit): Promise<void> {
  await openActivity(visit)
  const { page, language } = visit
  await page
    .getByRole('button', { name: language === 'fr' ? 'Ajouter un rapport' : 'Add a report' })
    .click()
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
}

async function missingAnswers(visit: Visit): Promise<void> {
  await fillReport(visit)
  const { page, language } = visit
  const name = language === 'fr' ? 'Soumettre' : 'Submit'
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await page.getByRole('dialog').getByRole('alert').waitFor()
}

async function readReport({ page, demo }: Visit): Promise<void> {
  const { customerId, activityId, reportId } = demo ?? {}
  await goTo(page, `/customers/${customerId}/activities?activity=${activityId}&report=${reportId}`)
  await page.getByRole('dialog').getByRole('img').waitFor()
}

function openConversation(of: 'conversationId' | 'freeConversationId'): Screen['show'] {
  return async ({ page, demo }) => {
    const activity = `/customers/${demo?.customerId}/activities?activity=${demo?.activityId}`
    await goTo(page, `${activity}&conversation=${demo?.[of]}`)
    await page.getByRole('dialog').getByRole('log').getByRole('paragraph').last().waitFor()
  }
}

async function changeReport(visit: Visit): Promise<void> {
  await readReport(visit)
  const { page, language } = visit
  const name = language === 'fr' ? /^(Modifier|Corriger)$/ : /^(Edit|Correct)$/
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await page.getByRole('dialog').getByRole('textbox').first().waitFor()
}

async function exportReports(visit: Visit): Promise<void> {
  const { page, language } = visit
  await goTo(page, '/activities')
  const name = language === 'fr' ? 'Exporter les rapports…' : 'Export reports…'
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog').getByRole('radio').first().waitFor()
}

async function addTask(visit: Visit): Promise<void> {
  await openActivity(visit)
  const name = { fr: 'Ajouter une tâche', en: 'Add a task' }[visit.language]
  await visit.page.getByRole('button', { name }).click()
  const title = { fr: 'Titre', en: 'Title' }[visit.language]
  await visit.page.getByRole('textbox', { name: title }).waitFor()
}

async function openHistory(visit: Visit): Promise<void> {
  const { page, language } = visit
  await openActivity(visit)
  const name = language === 'fr' ? 'Historique' : 'History'
  const section = page.getByRole('region', { name, exact: true })
  const toggle = section.getByRole('button', { name, exact: true })
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
  await section.getByRole('listitem').first().scrollIntoViewIfNeeded()
}

async function openSummary(visit: Visit): Promise<void> {
  const { page, language } = visit
  await openActivity(visit)
  const name = language === 'fr' ? 'IA' : 'AI'
  const section = page.getByRole('region', { name, exact: true })
  const toggle = section.getByRole('button', { name, exact: true })
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click()
  await section.locator('footer').waitFor()
  await section.evaluate((element) => element.scrollIntoView({ block: 'nearest' }))
}

async function openPast(visit: Visit): Promise<void> {
  const { page, language } = visit
  await openHistory(visit)
  const [see, past] =
    language === 'fr'
      ? [/^Voir à ce moment/, /^L’activité telle qu’elle était le /]
      : [/^View as it was then/, /^The activity as it was on /]
  await page.getByRole('button', { name: see }).first().click()
  await page.getByRole('region', { name: past }).getByRole('heading', { level: 2 }).waitFor()
}

async function askToDelete(visit: Visit): Promise<void> {
  await openActivity(visit)
  await visit.page.keyboard.press('Delete')
  await visit.page.getByRole('alertdialog').or(visit.page.getByRole('dialog')).waitFor()
}

async function editActivity(visit: Visit): Promise<void> {
  await openActivity(visit)
  await visit.page.keyboard.press('e')
  await visit.page.getByRole('dialog').waitFor()
}

function openFilter(fr: string, en: string): Screen['show'] {
  return async ({ page, language }) => {
    await goTo(page, '/activities')
    const name = language === 'fr' ? fr : en
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog', { name }).waitFor()
  }
}

async function dayMap({ page, demo }: Visit): Promise<void> {
  await goTo(page, `/activities/day?${demo?.busiestDay}`)
  await page.getByRole('button', { name: /^1\. / }).waitFor()
}

async function dayVisit(visit: Visit): Promise<void> {
  await dayMap(visit)
  await visit.page.getByRole('button', { name: /^2\. / }).click()
  await visit.page.locator('#activity-details').getByRole('heading', { level: 2 }).waitFor()
}

async function chooseImportFile({ page, language }: Visit): Promise<void> {
  await goTo(page, '/imports/customers')
  const dialog = page.waitForEvent('filechooser')
  const choose = { fr: 'Choisir un fichier', en: 'Choose a file' }[language]
  await page.getByRole('button', { name: choose }).click()
  const buffer = Buffer.from(importFile)
  await (await dialog).setFiles({ name: 'clients-erp.csv', mimeType: 'text/csv', buffer })
  await page.getByText('Norauto Rennes').first().waitFor()
}

async function checkImportFile(visit: Visit): Promise<void> {
  await chooseImportFile(visit)
  const check = { fr: 'Contrôler les lignes', en: 'Check the rows' }[visit.language]
  await visit.page.getByRole('button', { name: check }).click()
  const found = { fr: 'Lignes refusées et avertissements', en: 'Refused rows and warnings' }
  await visit.page.getByRole('table', { name: found[visit.language] }).waitFor()
}

/** Good rows and one of each common fault. */
const importFile = `Code;Nom;Adresse;Code postal;Ville;Pays;Latitude;Longitude;Contact;E-mail;Remarque
A1;Norauto Rennes;12 rue de Brest;35000;Rennes;France;48,1113;-1,6800;Paul Martin;paul@exemple.fr;
A2;Midas Nantes;3 quai de la Fosse;44000;Nantes;FR;47,2184;-1,5536;;pas-une-adresse;
A3;;4 rue des Lices;49000;Angers;France;;;;;sans nom
A1;Speedy Tours;8 rue Nationale;37000;Tours;France;;;;;
A5;Feu Vert Niort;1 avenue de Paris;79000;Niort;Atlantide;;;;;
`

async function editType({ page, language }: Visit): Promise<void> {
  await goTo(page, '/settings/types')
  const name = { fr: /^Visite/, en: /^Visit/ }[language]
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').waitFor()
}

async function newType({ page, language }: Visit): Promise<void> {
  await goTo(page, '/settings/types')
  const name = { fr: 'Ajouter un type', en: 'Add a type' }[language]
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog', { name }).waitFor()
}

async function newForm({ page, language }: Visit): Promise<void> {
  await goTo(page, '/settings/forms')
  const name = { fr: 'Nouveau formulaire', en: 'New form' }[language]
  await page.getByRole('button', { name }).click()
  await page.getByRole('dialog', { name }).waitFor()
}

function formPart(part: string): Screen['show'] {
  return ({ page, demo }) => goTo(page, `/settings/forms/${demo?.formId}${part}`)
}

async function formField(visit: Visit): Promise<void> {
  await formPart('')(visit)
  const { page, language } = visit
  const name = { fr: /Résultat/, en: /Outcome/ }[language]
  const canvas = page.getByRole('region', {
    name: language === 'fr' ? 'Le formulaire' : 'The form',
  })
  await canvas.getByRole('button', { name, pressed: false }).first().click()
  await canvas.getByRole('button', { name, pressed: true }).waitFor()
}

async function tryForm(visit: Visit): Promise<void> {
  await formPart('/try')(visit)
  const { page, language } = visit
  const name = { fr: 'Vérifier les réponses', en: 'Check the answers' }[language]
  await page.getByRole('button', { name }).click()
  await page.getByRole('alert').first().scrollIntoViewIfNeeded()
}

async function publishForm(visit: Visit): Promise<void> {
  await formPart('')(visit)
  const { page, language } = visit
  const [open, title] =
    language === 'fr' ? ['Publier…', 'Publier la version 2'] : ['Publish…', 'Publish version 2']
  await page.getByRole('button', { name: open }).click()
  const sheet = page.getByRole('dialog', { name: title })
  await sheet.getByRole('listitem').first().waitFor()
}

async function timelineCards(visit: Visit): Promise<void> {
  await customerTab('activities')(visit)
  const name = { fr: 'Cartes développées', en: 'Expanded cards' }[visit.language]
  const cards = visit.page.getByRole('button', { name })
  if ((await cards.getAttribute('aria-pressed')) === 'false') await cards.click()
  await visit.page.getByRole('button', { name, pressed: true }).waitFor()
}

/** The pictures that documents show; they are written to docs/screenshots as well. */
export const keptPictures: ReadonlySet<string> = new Set(['timeline-fr-light-1280'])

/**
 * Goes to a route in a freshly loaded page, so that no state of the screen before shows through, and
 * waits until it is settled.
 */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
  await page.reload()
  await settled(page)
}

/** Waits until the page has its data and its fonts, and nothing is loading. */
export async function settled(page: Page): Promise<void> {
  await page.locator(readyFlag).waitFor({ state: 'attached' })
  await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
  await page.evaluate(async () => {
    await document.fonts.ready
  })
}
