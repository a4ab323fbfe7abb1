import type { Input } from '../../core/contract/operation.ts'
import type { activitiesContract } from '../../core/contract/activities.ts'
import type { TestBackend } from './test-backend.ts'

/** UTC milliseconds of a local time in Paris in November 2026 (UTC+1), `day` of the month. */
export function novemberAt(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return Date.UTC(2026, 10, day, hours - 1, minutes)
}

export async function addCustomer(
  { client }: TestBackend,
  name: string,
  parentId: string | null = null,
): Promise<string> {
  const { id } = await client.call('customers.create', { parentId, fields: { name } })
  return id
}

type NewActivity = Input<(typeof activitiesContract)['activities.create']>['activity']

/** A visit, done, of half an hour; anything may be given otherwise. */
export async function addActivity(
  { client }: TestBackend,
  customerId: string,
  startAt: number | null,
  other: Partial<NewActivity> = {},
  description = '',
): Promise<string> {
  const { id } = await client.call('activities.create', {
    activity: {
      typeId: 'type-visit',
      customerId,
      startAt,
      endAt: startAt === null ? null : startAt + 30 * 60_000,
      ...other,
    },
    ...(description && { description: [{ insert: `${description}\n` }] }),
  })
  return id
}
