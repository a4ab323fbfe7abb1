import { z } from 'zod'
import type { Contract } from './operation.ts'
import { color, id, instant, localisedText, nothing } from './scalars.ts'

export const activityTypeSchema = z.object({
  id,
  /** Stable key of a built-in type, for logic; `null` for custom types. */
  key: z.enum(['visit', 'planned_visit', 'call_in', 'call_out', 'meeting']).nullable(),
  name: localisedText,
  description: z.string().nullable(),
  icon: z.string(),
  color,
  defaultDurationMin: z.number().int().min(1).max(1440),
  direction: z.enum(['in', 'out']).nullable(),
  isPlanned: z.boolean(),
  /** Zero-length activities are allowed only for instant types (ACT-04). */
  instant: z.boolean(),
  builtin: z.boolean(),
  /** Set = hidden from pickers; old activities keep name, icon and colour. */
  archivedAt: instant.nullable(),
  order: z.number(),
})
export type ActivityType = z.infer<typeof activityTypeSchema>

export const activityTypesContract = {
  /** All types, hidden ones included, in display order. */
  'activityTypes.watch': { kind: 'stream', input: nothing, output: z.array(activityTypeSchema) },
  'activityTypes.update': {
    kind: 'command',
    input: z.object({
      id,
      patch: z
        .object({
          name: localisedText,
          description: z.string().max(500).nullable(),
          icon: z.string().max(60),
          color,
          defaultDurationMin: z.number().int().min(1).max(1440),
          hidden: z.boolean(),
        })
        .partial(),
    }),
    output: nothing,
  },
} as const satisfies Contract
