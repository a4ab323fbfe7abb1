import type * as Y from 'yjs'

/** One write of Yjs: the writer's clientID and its count of insertions. */
export interface WriteId {
  readonly client: number
  readonly clock: number
}

/** Every write of a map's key that Yjs still knows of, the current one first. */
export function* writesOf(map: Y.Map<unknown>, key: string): Generator<Y.Item> {
  for (let item = map._map.get(key) ?? null; item; item = item.left) yield item
}

/**
 * Whether nobody has written the key knowing this write: a write's `origin` is the one that its
 * author saw. Two writes of which this is true are concurrent. Overwritten neighbours of one author
 * may have become one item, of which only the last write can be.
 */
export function isLatestOfItsLine(map: Y.Map<unknown>, key: string, write: WriteId): boolean {
  let isThere = false
  for (const { id, length, origin } of writesOf(map, key)) {
    if (origin && origin.client === write.client && origin.clock === write.clock) return false
    const last = id.clock + length - 1
    if (id.client === write.client && id.clock <= write.clock && write.clock <= last) {
      if (write.clock < last) return false
      isThere = true
    }
  }
  return isThere
}
