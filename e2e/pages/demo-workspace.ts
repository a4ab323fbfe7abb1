import type { AppContract } from '../../core/contract/contract.ts'
import type { Client } from '../../core/rpc/client.ts'
import { timezoneId } from '../shell.ts'
import type { Language } from './screens.ts'

/** Records of the demonstration workspace that screens are shown on. */
export interface DemoRecords {
  /** The customer with the most branches, and its latest activity. */
  customerId: string
  activityId: string
}

/** Work for `seed`: makes the demonstration workspace as the first screen does. */
export async function createDemo(
  { call, run }: Client<AppContract>,
  locale: Language,
): Promise<DemoRecords> {
  await run('workspace.createDemo', { tz: timezoneId, locale })
  const { rows: customers } = await call('customers.search', { limit: 500 })
  const [customer] = customers.toSorted((a, b) => b.branchCount - a.branchCount)
  if (!customer) throw new Error('The demonstration workspace has no customer')
  const { rows: activities } = await call('timeline.page', {
    filter: { customerId: customer.id, tz: timezoneId },
    block: 'history',
    limit: 1,
  })
  const [activity] = activities
  if (!activity) throw new Error(`${customer.name} has no activity`)
  return { customerId: customer.id, activityId: activity.id }
}
