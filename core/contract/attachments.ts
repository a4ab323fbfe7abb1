import { z } from 'zod'
import { stagedFileSchema } from './activities.ts'
import type { Contract } from './operation.ts'
import { bytes, fileHash, id, instant, nothing, parentRef } from './scalars.ts'

/** Keys of device preferences about the contents of files in a shared workspace (ATT-05). */
export const transferPreferences = {
  /** Whether a person has said that the connection is limited. */
  limited: 'files.limited',
  /** Whether the system asks to save data. */
  savesData: 'files.savesData',
  /** Ids of the customers whose files are all kept here. */
  kept: 'files.kept',
} as const

export const attachmentSchema = z.object({
  id,
  parent: parentRef,
  hash: fileHash,
  name: z.string(),
  mime: z.string(),
  sizeBytes: z.number().int(),
  uploadedBy: id,
  uploadedAt: instant,
  /**
   * Whether the content is on this device. `waiting`: it comes from the team's server and is not here
   * yet, either soon or when it is opened. `nowhere`: the server does not have it either, for more
   * than a day (ATT-05).
   */
  local: z.enum(['present', 'waiting', 'missing', 'nowhere']),
})
export type Attachment = z.infer<typeof attachmentSchema>

export const attachmentsContract = {
  'attachments.watch': {
    kind: 'stream',
    input: z.object({ parent: parentRef }),
    output: z.array(attachmentSchema),
  },
  /**
   * Puts a file into the content store without linking it: the same content is stored once.
   * Refuses empty (`E-ATT-EMPTY`), too large (`E-ATT-TOO-LARGE`) and executable files (`E-ATT-TYPE`).
   */
  'attachments.stage': {
    kind: 'command',
    input: z.object({
      name: z.string().min(1).max(1000),
      mime: z.string().max(127),
      content: bytes,
    }),
    output: stagedFileSchema,
  },
  'attachments.add': {
    kind: 'command',
    input: z.object({ parent: parentRef, file: stagedFileSchema }),
    output: z.object({ id }),
  },
  'attachments.rename': {
    kind: 'command',
    input: z.object({ id, name: z.string().trim().min(1).max(255) }),
    output: nothing,
  },
  'attachments.setRemoved': {
    kind: 'command',
    input: z.object({ id, removed: z.boolean() }),
    output: nothing,
  },
  /**
   * Checks the content against its hash: `E-ATT-DAMAGED`, `E-ATT-MISSING` (ATT-04). In a shared
   * workspace one that is not here, or damaged, is first fetched from the server.
   */
  'attachments.content': {
    kind: 'query',
    input: z.object({ id }),
    output: z.object({ name: z.string(), mime: z.string(), content: bytes }),
  },
  /** The same of a file that is not linked, such as a signature in a draft; whoever has its hash had it. */
  'attachments.stagedContent': {
    kind: 'query',
    input: z.object({ hash: fileHash }),
    output: z.object({ content: bytes }),
  },
} as const satisfies Contract
