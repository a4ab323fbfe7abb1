import type { Locator, Page } from '@playwright/test'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import { addActivity, addCustomer, type AppClient, createWorkspace } from './workspace.ts'

/** The front door of the garage that is visited, in Villeurbanne. */
export const garageDoor: Coordinates = { lat: 45.7667, lon: 4.8795 }

const minute = 60_000

export interface SeededVisit {
  /** Where gpsd listens; nowhere unless given. */
  readonly gpsdPort?: number
  /** Of a receiver. */
  readonly serialPath?: string
  readonly endedAgoMin?: number
  readonly location?: Coordinates | null
  /** A report is asked for first, as an organisation has it at the beginning. */
  readonly isReportRequired?: boolean
}

/** Work for `seed`: a visit of Garage Villeurbanne, verified by GPS. @returns the address of its details */
export async function seedVerifiableVisit(
  client: AppClient,
  { gpsdPort = 1, serialPath, endedAgoMin = 10, location = garageDoor, ...other }: SeededVisit = {},
): Promise<string> {
  const { call } = client
  await createWorkspace(client)
  const { isReportRequired = false } = other
  await call('organisation.update', { gpsEnabled: true, gpsReportRequired: isReportRequired })
  const value = {
    gpsd: { host: '127.0.0.1', port: gpsdPort },
    serial: serialPath ? { path: serialPath, baudRate: 'auto' } : null,
  }
  await call('preferences.set', { scope: 'device', key: 'gps.sources', value })
  const customer = await addCustomer(client, { name: 'Garage Villeurbanne' })
  if (location)
    await call('customers.setLocation', {
      id: customer,
      location: { ...location, quality: 'surveyed', source: 'manual' },
    })
  const startAt = Math.floor(Date.now() / minute) * minute - (endedAgoMin + 30) * minute
  const activity = await addActivity(client, customer, startAt)
  return `/activities?activity=${activity}`
}

/** Verification in the details of an activity. */
export class Verification {
  readonly section: Locator
  readonly verify: Locator
  readonly retry: Locator
  readonly consent: Locator
  readonly capture: Locator
  readonly attempts: Locator

  constructor(page: Page) {
    this.section = page.getByRole('region', { name: 'Vérification GPS' })
    this.verify = this.section.getByRole('button', { name: 'Vérifier l’activité' })
    this.retry = this.section.getByRole('button', { name: 'Réessayer' })
    this.consent = page.getByRole('dialog', { name: 'Avant la première mesure' })
    this.capture = page.getByRole('dialog', { name: 'Mesure de la position' })
    this.attempts = this.section.getByRole('list', { name: 'Tentatives' }).getByRole('listitem')
  }

  /** The first measurement of a person: they agree to it. */
  async verifyFirst(): Promise<void> {
    await this.verify.click()
    await this.consent.getByRole('button', { name: 'Accepter et mesurer' }).click()
  }
}
