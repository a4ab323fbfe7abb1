import * as Y from 'yjs'
import { z } from 'zod'
import { instant, requiredText } from '../coerce.ts'
import { defineRecord } from '../record.ts'
import { meta } from './meta.ts'

export const teamRecord = defineRecord({
  root: 'teams',
  fields: { ...meta, name: requiredText(80), archivedAt: instant },
})

const membership = z.object({ from: z.number(), to: z.number().nullable() })
export type Membership = z.infer<typeof membership>
const prefix = 'members/'

/** Dated memberships, one key `members/<userId>` each (TL-11). */
export function readMemberships(map: Y.Map<unknown>): Map<string, Membership> {
  const members = new Map<string, Membership>()
  for (const [key, value] of map.entries()) {
    const parsed = key.startsWith(prefix) ? membership.safeParse(value) : undefined
    if (parsed?.success) members.set(key.slice(prefix.length), parsed.data)
  }
  return members
}

export function writeMembership(map: Y.Map<unknown>, userId: string, value: Membership): void {
  map.set(prefix + userId, value)
}
