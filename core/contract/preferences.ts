import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, nothing } from './scalars.ts'

const key = z.string().min(1).max(100)

export const savedViewSchema = z.object({
  id,
  screen: z.string().max(60),
  name: z.string().trim().min(1).max(60),
  /** The screen's own filter, JSON. */
  filter: z.unknown(),
})
export type SavedView = z.infer<typeof savedViewSchema>

export const preferencesContract = {
  /** `user` follows the person to other devices, `device` stays here (TL-15, TL-16). */
  'preferences.watch': {
    kind: 'stream',
    input: nothing,
    output: z.object({
      user: z.record(z.string(), z.unknown()),
      device: z.record(z.string(), z.unknown()),
    }),
  },
  'preferences.set': {
    kind: 'command',
    input: z.object({ scope: z.enum(['user', 'device']), key, value: z.unknown() }),
    output: nothing,
  },
  'savedViews.watch': {
    kind: 'stream',
    input: z.object({ screen: z.string().max(60) }),
    output: z.array(savedViewSchema),
  },
  'savedViews.save': {
    kind: 'command',
    input: savedViewSchema.partial({ id: true }),
    output: z.object({ id }),
  },
  'savedViews.remove': { kind: 'command', input: z.object({ id }), output: nothing },
} as const satisfies Contract
