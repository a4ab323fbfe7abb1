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
  /** Who changed it since, the author included; none once it is deleted (NOT-05). */
  editorIds: z.array(id),
  body: richText,
  attachmentCount: z.number().int(),
  /** Pinned notes stand above the others (NOT-03). */
  pinnedAt: instant.nullable(),
  pinnedBy: id.nullable(),
  /** A deleted note leaves its place, without its text (NOT-02). */
  deletedAt: instant.nullable(),
  deletedBy: id.nullable(),
  may: noteRightsSchema,
})
export type Note = z.infer<typeof noteSchema>

export const notesContract = {
  /** Pinned ones, then the others, each newest first; deleted ones are included as marks. */
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
  /** @throws E-NOTE-PIN-LIMIT beyond `maxPinnedNotes`; those of others that came by are kept. */
  'notes.setPinned': {
    kind: 'command',
    input: z.object({ id, pinned: z.boolean() }),
    output: nothing,
  },
} as const satisfies Contract
