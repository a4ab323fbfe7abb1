import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, instant, nothing } from './scalars.ts'

/** What a colleague did to an activity: `note` and `file` stand for one that was added. */
export const newsKinds = ['created', 'changed', 'note', 'file', 'deleted'] as const
export type NewsKind = (typeof newsKinds)[number]

export const newsEntrySchema = z.object({
  kind: z.enum(newsKinds),
  userId: z.string(),
  /** When it reached the team's server. */
  at: instant,
})
export type NewsEntry = z.infer<typeof newsEntrySchema>

/** The activities of a customer, with or without branches; `null` = of all customers. */
const place = z.object({
  customerId: id.nullable().default(null),
  includeBranches: z.boolean().default(false),
})

const marked = z.object({
  /** For `news.takeBack`. */
  mark: instant,
})

/** What colleagues changed since this person's last visit on this device (TL-19). */
export const newsContract = {
  /** How many activities have news, and the end of the visit since which they came. */
  'news.watch': {
    kind: 'stream',
    input: place,
    output: z.object({ count: z.number().int(), since: instant.nullable() }),
  },
  /** Somebody looks at activities now; to be repeated while that lasts. */
  'news.visit': { kind: 'command', input: nothing, output: nothing },
  'news.markSeen': {
    kind: 'command',
    input: z.object({ ids: z.array(id).max(500) }),
    output: marked,
  },
  'news.markAllSeen': { kind: 'command', input: place, output: marked },
  /** Makes news again what was marked at once. */
  'news.takeBack': { kind: 'command', input: marked, output: nothing },
} as const satisfies Contract
