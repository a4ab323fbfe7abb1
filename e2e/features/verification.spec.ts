import type { Page } from '@playwright/test'
import { programPath } from '../../backend/testing/child-program.ts'
import {
  type GeoclueBehaviour,
  geocluePrograms,
  mockBus,
  type MockPosition,
} from '../../backend/testing/geoclue.ts'
import { ptyFeed, startGpsd, tcpFeed } from '../../backend/testing/gnss-feed.ts'
import { recordingOf, type Staging } from '../../backend/testing/gnss-recording.ts'
import { eastOf } from '../../backend/testing/measured.ts'
import type { App } from '../app.ts'
import { expect, test } from '../fixtures.ts'
import { ActivityForm } from '../pages/activity-form.ts'
import { notice } from '../pages/notice.ts'
import {
  garageDoor,
  type SeededVisit,
  seedVerifiableVisit,
  Verification,
} from '../pages/verification.ts'
import { visit } from '../pages/workspace.ts'

const programs = ['gpsd', 'socat', ...geocluePrograms]
const missing = programs.filter((program) => !programPath(program))

/** Ends what a test has started, the last first. */
let ends: (() => Promise<void>)[] = []
test.beforeEach(({}, info) => {
  info.skip(missing.length > 0 && !process.env['CI'], `not installed: ${missing.join(', ')}`)
  expect(missing, 'programs that are not installed').toEqual([])
  ends = []
})
test.afterEach(async () => {
  for (const end of ends.toReversed()) await end()
})

/** The app at the details of a visit that can be verified. */
async function openVisit(
  app: App,
  seeded?: SeededVisit,
): Promise<{ page: Page; verification: Verification }> {
  const path = await app.seed((client) => seedVerifiableVisit(client, seeded))
  const page = await app.open()
  await visit(page, path)
  return { page, verification: new Verification(page) }
}

/** A real gpsd, fed by a recording of a receiver that is moved and stamped anew. @returns its port */
async function gpsdAt(staging: Staging): Promise<number> {
  const feed = await tcpFeed()
  ends.push(() => feed.close())
  const gpsd = await startGpsd(feed.port)
  ends.push(() => gpsd.kill())
  feed.play(recordingOf('bu353s4'), staging)
  return gpsd.port
}

/** The same recording at a serial port, by a pseudo-terminal. @returns its path */
async function serialAt(staging: Staging): Promise<string> {
  const feed = await ptyFeed()
  ends.push(() => feed.close())
  feed.play(recordingOf('bu353s4'), staging)
  return feed.path
}

/** A GeoClue on a system bus of its own, which the app that is opened next finds. */
async function geoclueThat(
  behaviour: GeoclueBehaviour,
  position?: Partial<MockPosition>,
): Promise<void> {
  const bus = await mockBus()
  ends.push(() => bus.close())
  await bus.geoclue(behaviour, position)
  const before = process.env['DBUS_SYSTEM_BUS_ADDRESS']
  process.env['DBUS_SYSTEM_BUS_ADDRESS'] = bus.address
  ends.push(() => {
    if (before === undefined) delete process.env['DBUS_SYSTEM_BUS_ADDRESS']
    else process.env['DBUS_SYSTEM_BUS_ADDRESS'] = before
    return Promise.resolve()
  })
}

test(
  'GPS-01 GPS-13 GPS-18 a visit is verified by a real gpsd, after the person has agreed once',
  { tag: '@both' },
  async ({ app }) => {
    const gpsdPort = await gpsdAt({ place: eastOf(garageDoor, 40) })
    const { page, verification } = await openVisit(app, { gpsdPort })
    await expect(verification.section).toContainText('Non vérifié')
    await verification.verify.click()
    await expect(verification.consent).toContainText('jamais en arrière-plan')
    await expect(verification.consent).toContainText('365 jours')
    await verification.consent.getByRole('button', { name: 'Accepter et mesurer' }).click()
    await expect(verification.section.getByRole('status')).toContainText(
      /^Vérifié\s: vous êtes à (3[5-9]|4[0-5])\sm du client \(rayon 200\sm, précision ±\s\d+(,\d)?\sm\)\.$/,
    )
    await expect(verification.attempts).toHaveCount(1)
    await expect(verification.attempts).toContainText('récepteur GPS (gpsd)')
    await expect(verification.verify).toBeHidden()
    await expect(page.getByRole('grid').getByText('Vérifié')).toBeAttached()
  },
)

test(
  'GPS-02 GPS-07 GPS-17 out of range tells the distance, and lets propose the place',
  { tag: '@both' },
  async ({ app }) => {
    const gpsdPort = await gpsdAt({ place: eastOf(garageDoor, 1300) })
    const { page, verification } = await openVisit(app, { gpsdPort })
    await verification.verifyFirst()
    await expect(verification.section.getByRole('status')).toContainText(
      /^Vous êtes à 1,3\skm du client \(rayon 200\sm, précision ±\s/,
    )
    await expect(verification.section).toContainText('Hors de portée')
    await verification.attempts.getByRole('button', { name: 'Le client est ici' }).click()
    await expect(verification.section).toContainText(
      /Emplacement proposé par .+ à 1,3\skm de l’actuel/,
    )
    await verification.section.getByRole('button', { name: 'Accepter' }).click()
    await expect(notice(page, 'Garage Villeurbanne a son nouvel emplacement')).toBeVisible()
    await verification.section.getByRole('button', { name: 'Recalculer' }).click()
    await expect(verification.attempts).toHaveCount(2)
    await expect(verification.section.getByText('Vérifié').first()).toBeVisible()
  },
)

test(
  'GPS-06 GPS-19 a position at the edge is inconclusive, and the person says why',
  { tag: '@both' },
  async ({ app }) => {
    const gpsdPort = await gpsdAt({ place: eastOf(garageDoor, 200) })
    const { page, verification } = await openVisit(app, { gpsdPort })
    await verification.verifyFirst()
    await expect(verification.section.getByRole('status')).toContainText(
      /^Position imprécise \(±\s\d+\sm\)\s: impossible de conclure\. Réessayez près d’une fenêtre ou dehors\.$/,
    )
    await expect(verification.section).toContainText('Non vérifié')
    await verification.section.getByRole('button', { name: 'Indiquer pourquoi' }).click()
    const form = page.getByRole('dialog').filter({ hasText: 'Pourquoi la visite' })
    await form.getByRole('radio', { name: 'Rendez-vous ailleurs' }).check()
    await form.getByLabel('Précision (facultatif)').fill('Sur le parking d’en face')
    await form.getByRole('button', { name: 'Enregistrer' }).click()
    await expect(verification.section).toContainText(
      'Motif : Rendez-vous ailleurs que chez le client – Sur le parking d’en face',
    )
  },
)

test(
  'GPS-05 after the window it is too late, which the details say',
  { tag: '@both' },
  async ({ app }) => {
    const { verification } = await openVisit(app, { endedAgoMin: 61 })
    await expect(verification.section).toContainText(
      /La fenêtre de vérification s’est terminée (à|le .+,) \d\d:\d\d\./,
    )
    await expect(verification.verify).toBeHidden()
  },
)

for (const [what, metres, sentence] of [
  ['verified', 0, 'Vérifié : vous êtes à'],
  ['out of range', 1300, 'Vous êtes à 1,3 km du client (rayon 200 m, précision ±'],
  ['inconclusive', 200, 'impossible de conclure'],
] as const)
  test(
    `GPS-14 a receiver at a serial port: a visit is ${what}`,
    { tag: '@both' },
    async ({ app }) => {
      const serialPath = await serialAt({ place: eastOf(garageDoor, metres) })
      const { verification } = await openVisit(app, { serialPath })
      await verification.verifyFirst()
      await expect(verification.section.getByRole('status')).toContainText(sentence)
      await expect(verification.attempts).toContainText(/récepteur GPS, \d+ satellites/)
    },
  )

test(
  'GPS-12 a denied permission is told with its remedy, and kept as an attempt',
  { tag: '@both' },
  async ({ app }) => {
    await geoclueThat('deny')
    const { verification } = await openVisit(app)
    await verification.verifyFirst()
    await expect(verification.section.getByRole('status')).toContainText(
      'Le système refuse l’accès à la position. Autorisez l’application dans les réglages',
    )
    await expect(verification.attempts).toHaveText(/^Sans résultat/)
    await expect(verification.section).toContainText('Non vérifié')
  },
)

test(
  'GPS-14 without a receiver the location service of the system verifies a visit',
  { tag: '@both' },
  async ({ app }) => {
    await geoclueThat('answer', { ...garageDoor, accuracyM: 25 })
    const { verification } = await openVisit(app)
    await verification.verifyFirst()
    await expect(verification.section.getByRole('status')).toContainText(
      'Vérifié : vous êtes à 0 m',
    )
    await expect(verification.attempts).toContainText('service de localisation du système')
  },
)

test('GPS-08 moving the times of a verified visit is asked about, and keeps the attempt', async ({
  app,
}) => {
  const gpsdPort = await gpsdAt({ place: garageDoor })
  const { page, verification } = await openVisit(app, { gpsdPort })
  await verification.verifyFirst()
  await expect(verification.section.getByRole('status')).toContainText('Vérifié : vous êtes à')
  const form = new ActivityForm(page)
  await page.locator('#activity-details').getByRole('button', { name: 'Modifier' }).click()
  await form.startTime.fill('00:05')
  await form.startTime.blur()
  await form.save.click()
  const question = page.getByRole('dialog', { name: /^Cette activité est vérifiée\./ })
  await question.getByRole('button', { name: 'Déplacer' }).click()
  await expect(form.sheet).toBeHidden()
  await expect(verification.section).toContainText('Vérifié')
  await expect(verification.attempts).toHaveCount(1)
})

test('GPS-09 without coordinates the way to the profile is shown', async ({ app }) => {
  const { page, verification } = await openVisit(app, { location: null })
  await expect(verification.section).toContainText('Garage Villeurbanne n’a pas de coordonnées.')
  await verification.section.getByRole('link', { name: 'Ouvrir le profil' }).click()
  await expect(page.getByRole('heading', { name: 'Garage Villeurbanne' })).toBeVisible()
})

test('GPS-13 a capture is stopped by its button, and nothing is kept', async ({ app }) => {
  const feed = await ptyFeed()
  ends.push(() => feed.close())
  const { verification } = await openVisit(app, { serialPath: feed.path })
  await verification.verifyFirst()
  await expect(verification.capture).toContainText('En attente d’une position (récepteur GPS)…')
  await verification.capture.getByRole('button', { name: 'Arrêter' }).click()
  await expect(verification.capture).toBeHidden()
  await expect(verification.attempts).toHaveCount(0)
  await expect(verification.verify).toBeVisible()
})

test('GPS-13 the accuracy is seen as it comes, and the position is used by a click', async ({
  app,
}) => {
  const gpsdPort = await gpsdAt({ place: garageDoor, hdop: 9 })
  const { verification } = await openVisit(app, { gpsdPort })
  await verification.verifyFirst()
  const use = verification.capture.getByRole('button', { name: 'Utiliser cette position' })
  await expect(verification.capture).toContainText(/±\s\d+\sm/)
  await expect(verification.capture).toContainText('Source : récepteur GPS (gpsd)')
  await verification.capture.getByRole('button', { name: 'Continuer à affiner' }).click()
  await expect(verification.capture).toContainText('La mesure continue')
  await use.click()
  await expect(verification.capture).toBeHidden()
  await expect(verification.attempts).toHaveCount(1)
})
