import { digest } from 'lib0/hash/sha256'
import { encodeUtf8 } from 'lib0/string'
import type * as Y from 'yjs'
import { z } from 'zod'
import { conflictChoices } from '../../contract/conflicts.ts'
import type { WriteId } from '../field-history.ts'

/**
 * Conflicts lie in the document of their record, as plain values under their id: written once, by
 * whichever device finds them, with the same content. What a person decided is another value beside
 * it, so that the decision travels like everything else.
 */
export const conflictRoot = 'conflicts'

const resolutionSuffix = '/resolution'

const writer = z.string().max(64)
const at = z.number().int().min(0)

export const conflictSchema = z.object({
  root: z.string().max(64),
  recordId: z.string().max(64),
  field: z.string().max(64),
  /** The write that lost: clientID and clock. */
  write: z.tuple([z.number().int().min(0), z.number().int().min(0)]),
  lost: z.unknown(),
  lostBy: writer,
  lostAt: at,
  /** What was kept against it; later writes of the field may have replaced it. */
  kept: z.unknown(),
  keptBy: writer,
  keptAt: at,
})
export type Conflict = z.infer<typeof conflictSchema>

const resolutionSchema = z.object({ choice: z.enum(conflictChoices), by: writer, at })
export type Resolution = z.infer<typeof resolutionSchema>

/** The same on every device (SYN-04). */
export function conflictId(
  documentId: string,
  { root, recordId, field, write }: Pick<Conflict, 'root' | 'recordId' | 'field' | 'write'>,
): string {
  const text = JSON.stringify([documentId, root, recordId, field, ...write])
  return [...digest(encodeUtf8(text)).subarray(0, 16)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

export function hasConflict(doc: Y.Doc, id: string): boolean {
  return doc.getMap(conflictRoot).has(id)
}

export function writeConflict(doc: Y.Doc, id: string, conflict: Conflict): void {
  doc.getMap(conflictRoot).set(id, conflict)
}

/** `undefined` when there is none, or something else stands there. */
export function readConflict(doc: Y.Doc, id: string): Conflict | undefined {
  return conflictSchema.safeParse(doc.getMap(conflictRoot).get(id)).data
}

export function readResolution(doc: Y.Doc, id: string): Resolution | undefined {
  return resolutionSchema.safeParse(doc.getMap(conflictRoot).get(id + resolutionSuffix)).data
}

/** Notes what a person decided; `null` takes it back. */
export function writeResolution(doc: Y.Doc, id: string, resolution: Resolution | null): void {
  const map = doc.getMap(conflictRoot)
  if (resolution) map.set(id + resolutionSuffix, resolution)
  else map.delete(id + resolutionSuffix)
}

/** The conflict that a key of the root map belongs to. */
export function conflictOfKey(key: string): string {
  return key.endsWith(resolutionSuffix) ? key.slice(0, -resolutionSuffix.length) : key
}

/** Every conflict of a document, by id. */
export function conflictsOf(doc: Y.Doc): [string, Conflict][] {
  return [...doc.getMap(conflictRoot).entries()].flatMap(([id, value]) => {
    const conflict = id === conflictOfKey(id) ? conflictSchema.safeParse(value).data : undefined
    return conflict ? [[id, conflict] as [string, Conflict]] : []
  })
}

export function toWriteId([client, clock]: Conflict['write']): WriteId {
  return { client, clock }
}
