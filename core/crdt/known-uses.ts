import { z } from 'zod'
import { instant } from '../contract/scalars.ts'

/**
 * How far the activities of a type were known: by person, when the latest of theirs was given the
 * type. Each time is of the clock of the person's own device and is compared with that clock only.
 */
export const knownUses = z.record(z.string(), instant)
export type KnownUses = z.infer<typeof knownUses>

/** Who gave an activity its type, and when. */
export const typeUse = z.object({ by: z.string().max(64), at: instant })
export type TypeUse = z.infer<typeof typeUse>

/**
 * Whether an activity was given its archived type by somebody who did not know, while whoever
 * archived the type did not know of the activity (TYP-06). Who knows that a type is archived and
 * takes it all the same says so in the activity, which is then left out of this. Archivals that do
 * not say what they knew knew everything.
 */
export function isUseUnknown(known: KnownUses | null, { by, at }: TypeUse): boolean {
  return known !== null && at > knownUntil(known, by)
}

/** Until when a person's uses were known; -1 for one of whom none was. Ids come from other devices. */
export const knownUntil = (known: KnownUses, by: string): number =>
  Object.hasOwn(known, by) ? known[by]! : -1
