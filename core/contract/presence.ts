import { z } from 'zod'
import type { Contract } from './operation.ts'
import { id, nothing } from './scalars.ts'

const itemId = z.object({
  client: z.number().int().nonnegative(),
  clock: z.number().int().nonnegative(),
})

/**
 * A place in a shared text as Yjs writes it (a relative position in JSON): before the character
 * `item`, or at the end of the text `type`. It stays right while others write around it. The name of
 * a root type, which Yjs would create on reading, is left out: all our texts stand in records.
 */
export const textPlaceSchema = z
  .object({
    item: itemId.nullable().default(null),
    type: itemId.nullable().default(null),
    assoc: z.number().int().min(-1).max(1).default(0),
  })
  .refine(({ item, type }) => item !== null || type !== null, 'a place in some text')
export type TextPlace = z.infer<typeof textPlaceSchema>

/** A caret, or a selection from `anchor` to where the caret is. */
export const textCursorSchema = z.object({ anchor: textPlaceSchema, head: textPlaceSchema })
export type TextCursor = z.infer<typeof textCursorSchema>

export const presentSchema = z.object({
  /** One page of somebody; another after it was loaded anew. */
  client: z.number().int(),
  userId: id,
  /** Another window of this device. */
  isThisDevice: z.boolean(),
  /** What the page shows. */
  activityId: id.nullable(),
  /** `null` for who only reads. */
  cursor: textCursorSchema.nullable(),
})
export type Present = z.infer<typeof presentSchema>

const documentId = z.string().max(200)
/** Chosen by the page, for as long as it lives. */
const page = id

/** Who else has a document of activities open, now; known while the exchange is live, kept nowhere. */
export const presenceContract = {
  /** The page is in the room for as long as it watches. */
  'presence.watch': {
    kind: 'stream',
    input: z.object({ documentId, page }),
    output: z.object({
      /** False until `presence.show` has said what this page shows, also after a lost connection. */
      isShown: z.boolean(),
      others: z.array(presentSchema),
    }),
  },
  /** What the page shows from now on; without effect for a page that does not watch. */
  'presence.show': {
    kind: 'command',
    input: z.object({
      documentId,
      page,
      activityId: id.nullable(),
      cursor: textCursorSchema.nullable(),
    }),
    output: nothing,
  },
} as const satisfies Contract
