import { z } from 'zod'
import type { Contract } from './operation.ts'
import { nothing } from './scalars.ts'

export const maintenanceContract = {
  'maintenance.info': {
    kind: 'query',
    input: nothing,
    output: z.object({
      dataDir: z.string(),
      databaseBytes: z.number().int(),
      filesBytes: z.number().int(),
      customers: z.number().int(),
      activities: z.number().int(),
      updates: z.number().int(),
    }),
  },
  /** Rebuilds every projection and the search index from the update log. */
  'maintenance.rebuild': {
    kind: 'job',
    input: nothing,
    progress: z.object({ done: z.number().int(), total: z.number().int() }),
    output: z.object({ documents: z.number().int() }),
  },
} as const satisfies Contract
