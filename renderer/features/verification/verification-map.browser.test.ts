import type { VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setLanguage } from '../../locales/i18n.ts'
import { mountInApp } from '../../testing/mount-in-app.ts'
import { sampleAttempt, sampleVerification } from '../../testing/sample-verification.ts'
import '../../ui/main.css'
import VerificationMap from './VerificationMap.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

beforeEach(async () => {
  setLanguage('fr')
  const verification = sampleVerification([
    sampleAttempt('a2', {
      ...{ outcome: 'verified', distanceM: 30, accuracyM: 12 },
    }),
    sampleAttempt('a1', {
      ...{ outcome: 'out_of_range', distanceM: 640, accuracyM: 45 },
      position: { lat: 48.1163, lon: -1.676 },
    }),
  ])
  mounted.push(mountInApp(VerificationMap, { props: { verification } }))
  await page.getByRole('button', { name: 'Voir sur la carte' }).click()
})

const pins = page.getByRole('list', { name: 'Lieux sur la carte' })
const list = page.getByRole('list', { name: 'Positions' })

test('GPS-20 the map of a visit pins what its list says', async () => {
  await expect.element(page.getByRole('region', { name: 'Carte de la vérification' })).toBeVisible()
  await expect
    .element(pins.getByRole('button', { name: 'Norauto Rennes (rayon 200 m)' }))
    .toBeVisible()
  await expect
    .element(pins.getByRole('button', { name: /^Tentative 1 : Hors de portée/ }))
    .toBeVisible()
  await expect.element(pins.getByRole('button', { name: /^Tentative 2 : Vérifié/ })).toBeVisible()
  await expect
    .element(list.getByRole('button', { name: /à 640 m \(rayon 200 m, ± 45 m\)/ }))
    .toBeVisible()
})

test('GPS-20 a pin marks its line in the list, and the line its pin', async () => {
  const pin = pins.getByRole('button', { name: /^Tentative 1/ })
  const line = list.getByRole('button', { name: /à 640 m/ })
  await pin.click()
  await expect.element(line).toHaveAttribute('aria-pressed', 'true')
  await line.click()
  await expect.element(pin).toHaveAttribute('aria-pressed', 'false')
})

test('GPS-20 the keyboard zooms, and shows everything again', async () => {
  const scale = page.getByRole('img', { name: /^Échelle/ })
  await expect.element(scale).toBeVisible()
  const fitting = scale.element().getAttribute('aria-label')!
  page.getByRole('region', { name: 'Carte de la vérification' }).element().focus()
  await userEvent.keyboard('-')
  await expect.element(scale).not.toHaveAttribute('aria-label', fitting)
  await page.getByRole('button', { name: 'Tout afficher' }).click()
  await expect.element(scale).toHaveAttribute('aria-label', fitting)
})
