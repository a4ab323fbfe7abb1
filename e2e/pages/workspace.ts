import type { Page } from '@playwright/test'
import type { AppContract } from '../../core/contract/contract.ts'
import type { Input } from '../../core/contract/operation.ts'
import type { Client } from '../../core/rpc/client.ts'
import { resolveWallTime, toWallTime } from '../../core/domain/time/wall-time.ts'
import { timezoneId } from '../shell.ts'

export type AppClient = Client<AppContract>
export type NewActivity = Input<AppContract['activities.create']>['activity']
type CustomerFields = Input<AppContract['customers.create']>['fields']

/** Who uses the app in the tests that need no other people. */
export const me = 'Camille Moreau'

/** Work for `seed`: an empty workspace of Camille Moreau. @returns her id */
export async function createWorkspace({ call }: AppClient): Promise<string> {
  const { userId } = await call('workspace.create', {
    organisationName: 'Pièces Ouest',
    firstName: 'Camille',
    lastName: 'Moreau',
    tz: timezoneId,
    locale: 'fr',
  })
  return userId
}

export async function addCustomer(
  { call }: AppClient,
  fields: CustomerFields,
  parentId: string | null = null,
): Promise<string> {
  const { id } = await call('customers.create', { parentId, fields })
  return id
}

/** A visit of half an hour; anything may be given otherwise. `startAt` is UTC ms. */
export async function addActivity(
  { call }: AppClient,
  customerId: string,
  startAt: number | null,
  other: Partial<NewActivity> & { description?: string } = {},
): Promise<string> {
  const { description, ...fields } = other
  const { id } = await call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId,
      startAt,
      endAt: startAt === null ? null : startAt + 30 * 60_000,
      ...fields,
    },
    ...(description !== undefined && { description: [{ insert: `${description}\n` }] }),
  })
  return id
}

/** The first state that a stream tells. */
export function firstOf<T>(
  subscribe: (next: (value: T) => void, fail: (error: unknown) => void) => () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = subscribe((value) => {
      resolve(value)
      queueMicrotask(() => stop())
    }, reject)
  })
}

/** UTC ms of a local day and time in Paris. */
export function parisAt(date: string, time: string): number {
  const resolved = resolveWallTime({ date, time }, timezoneId)
  if (resolved.kind !== 'exact') throw new Error(`${date} ${time} is no ordinary time in Paris`)
  return resolved.at
}

/** The local day in Paris, `YYYY-MM-DD`, so many days from today. */
export function parisDay(daysFromToday: number, now: number = Date.now()): string {
  const today = toWallTime(now, timezoneId).date
  return new Date(Date.parse(`${today}T00:00Z`) + daysFromToday * 86_400_000)
    .toISOString()
    .slice(0, 10)
}

/** `24/11/2026`: a local day as the form writes it. */
export function typedDay(day: string): string {
  return day.split('-').reverse().join('/')
}

/** Goes to a screen of the running app, as a link in it does: the page is not loaded again. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    window.location.hash = hash
  }, path)
}
