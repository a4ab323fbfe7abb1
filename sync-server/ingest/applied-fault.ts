import * as Y from 'yjs'
import type { Refusal } from '../../core/sync/feed-messages.ts'

/**
 * What is wrong with an update that was applied to `doc`, or `undefined`; to be asked in the same
 * transaction, because at its end neighbours may be collected.
 *
 * - `incomplete`: something of it waits for what the document does not have. Yjs would try it again
 *   with later updates, and a forged one would then throw in an honest person's push.
 * - `malformed`: an item has neighbours in two places, for instance a record and a letter of its text.
 *   No editor makes such an item; Yjs shows it, but loses it where the document is loaded from a
 *   snapshot.
 */
export function appliedFault(doc: Y.Doc, update: Uint8Array): Refusal | undefined {
  const { structs, ds } = Y.decodeUpdate(update)
  const known = (client: number, end: number): boolean => end <= Y.getState(doc.store, client)
  const complete =
    structs.every(
      (struct) =>
        struct instanceof Y.Skip || known(struct.id.client, struct.id.clock + struct.length),
    ) &&
    [...ds.clients].every(([client, ranges]) =>
      ranges.every(({ clock, len }) => known(client, clock + len)),
    )
  if (!complete) return 'incomplete'
  return structs.some((struct) => struct instanceof Y.Item && isTorn(doc, struct))
    ? 'malformed'
    : undefined
}

function isTorn(doc: Y.Doc, { origin, rightOrigin }: Y.Item): boolean {
  if (!origin || !rightOrigin) return false
  // The typing says Item; what was collected is a GC.
  const left: unknown = Y.getItem(doc.store, origin)
  const right: unknown = Y.getItem(doc.store, rightOrigin)
  if (!(left instanceof Y.Item && right instanceof Y.Item)) return false
  return left.parent !== right.parent || left.parentSub !== right.parentSub
}
