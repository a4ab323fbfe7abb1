import * as Y from 'yjs'
import type { WriteId } from '../../core/crdt/field-history.ts'

/** The update of the log that brought a write; `undefined` when it was folded away. */
export function entryOfWrite<E extends { readonly update: Uint8Array }>(
  log: readonly E[],
  { client, clock }: WriteId,
): E | undefined {
  return log.find(({ update }) => {
    const { from, to } = Y.parseUpdateMeta(update)
    return clock >= (from.get(client) ?? Infinity) && clock < (to.get(client) ?? 0)
  })
}

/** The update that created a record; `undefined` for one that is not in a document. */
export function entryOfRecord<E extends { readonly update: Uint8Array }>(
  log: readonly E[],
  map: unknown,
): E | undefined {
  const created = map instanceof Y.Map ? map._item?.id : undefined
  return created && entryOfWrite(log, created)
}
