import { z } from 'zod'
import type { Contract } from './operation.ts'
import { bytes, nothing } from './scalars.ts'

/** The document on screen, for editors bound to it: a replica in the renderer. */
export const documentsContract = {
  /** First the whole state as one Yjs update, then every later update from anyone else. */
  'documents.open': {
    kind: 'stream',
    input: z.object({ documentId: z.string().max(200) }),
    output: z.object({ update: bytes }),
  },
  /** Applies a Yjs update of this replica; the answer means it is on disk. */
  'documents.apply': {
    kind: 'command',
    input: z.object({ documentId: z.string().max(200), update: bytes }),
    output: nothing,
  },
} as const satisfies Contract
