import { z } from 'zod'
import type { Contract } from './operation.ts'
import { noteRightsSchema } from './permissions.ts'
import { id, instant, nothing, richText } from './scalars.ts'

export const noteSchema = z.object({
  id,
  /** The Yjs document that holds the note; its body is bound to the editor there. */
  documentId: z.string(),
  authorId: id,
  createdAt: instant,
  updatedAt: instant,
  updatedBy: id,
  /** The body changed after the note was written. */
  edited: z.boolean(),
  body: richText,
  attachmentCount: z.number().int(),
  /** A deleted note leaves its place, without its text (NOT-02). */
  deletedAt: instant.nullable(),
  deletedBy: id.nullable(),
  may: noteRightsSchema,
})
export type Note = z.infer<typeof noteSchema>

export const notesContract = {
  /** Newest first, deleted ones included as marks. */
  'notes.watch': {
    kind: 'stream',
    input: z.object({ activityId: id }),
    output: z.array(noteSchema),
  },
  'notes.create': {
    kind: 'command',
    input: z.object({ activityId: id, body: richText }),
    output: z.object({ id }),
  },
  'notes.setDeleted': {
    kind: 'command',
    input: z.object({ id, deleted: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
