import type { AppContract } from '../../core/contract/contract.ts'
import type { Client } from '../../core/rpc/client.ts'
import { timezoneId } from '../shell.ts'
import type { Language } from './screens.ts'

/** Records of the demonstration workspace that screens are shown on. */
export interface DemoRecords {
  /** The customer with the most recent activity, and that activity. */
  customerId: string
  activityId: string
}

/** Work for `seed`: makes the demonstration workspace as the first screen does. */
export async function createDemo(
  { call, run }: Client<AppContract>,
  locale: Language,
): Promise<DemoRecords> {
  await run('workspace.createDemo', { tz: timezoneId, locale })
  const { rows } = await call('timeline.page', {
    filter: { tz: timezoneId },
    block: 'history',
    limit: 1,
  })
  const [latest] = rows
  if (!latest) throw new Error('The demonstration workspace has no activity')
  return { customerId: latest.customerId, activityId: latest.id }
}
