import * as Y from 'yjs'
import { z } from 'zod'
import { writesOf } from './field-history.ts'

/** How far a record was known: the end of what each clientID had written in it. */
export const knownWrites = z.record(z.string(), z.number().int().min(0))
export type KnownWrites = z.infer<typeof knownWrites>

const ownKeys: ReadonlySet<string> = new Set(['deletedAt', 'deletedBy', 'deletedSeen'])

/** What this device knows of a record now: part of a deletion's value (SYN-06). */
export function knownWritesOf(map: Y.Map<unknown>): KnownWrites {
  const known: KnownWrites = {}
  for (const { item } of itemsOf(map)) {
    const { id, length } = item
    known[id.client] = Math.max(known[id.client] ?? 0, id.clock + length)
  }
  return known
}

/**
 * Whether somebody changed the record without knowing of its deletion, or whoever deleted it without
 * knowing of the change. Deletions that do not say what they knew knew everything.
 */
export function isDeletionUnaware(map: Y.Map<unknown>): boolean {
  return !unseenKeys(map).next().done
}

/** Keys with a write that the record's deletion did not know of; none while it is not deleted. */
export function* unseenKeys(map: Y.Map<unknown>): Generator<string> {
  const seen = knownWrites.safeParse(map.get('deletedSeen')).data
  if (typeof map.get('deletedAt') !== 'number' || !seen) return
  for (const { key, item } of itemsOf(map))
    if (item.id.clock + item.length > (seen[item.id.client] ?? 0)) yield key
}

/** The writes of a record's fields and texts, without those of its deletion. */
function* itemsOf(map: Y.Map<unknown>): Generator<{ key: string; item: Y.Item }> {
  for (const key of map._map.keys()) {
    if (ownKeys.has(key)) continue
    for (const item of writesOf(map, key)) {
      yield { key, item }
      if (item.content instanceof Y.ContentType)
        for (const part of textItems(item.content.type)) yield { key, item: part }
    }
  }
}

function* textItems(text: Y.AbstractType<unknown>): Generator<Y.Item> {
  for (let item = text._start; item; item = item.right) yield item
}
