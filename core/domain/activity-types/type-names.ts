import type { ActivityType } from '../../contract/activity-types.ts'
import { normaliseSearch } from '../../imports/normalise.ts'

export type NamedType = Pick<ActivityType, 'id' | 'name' | 'builtin' | 'archivedAt'>

/** The names of a type in all languages, trimmed. */
export function namesOf({ fr, en }: ActivityType['name']): string[] {
  return [fr, en].filter((text) => text !== undefined).map((text) => text.trim())
}

/** The first of the names that another name is too, ignoring case and accents (TYP-03). */
export function sharedName(
  name: ActivityType['name'],
  other: ActivityType['name'],
): string | undefined {
  const others = new Set(namesOf(other).map(normaliseSearch))
  return namesOf(name).find((text) => others.has(normaliseSearch(text)))
}

export interface SameName<T> {
  /** The one that was there first. */
  readonly first: T
  readonly second: T
}

/**
 * Active types that have one name, each with the first of those that have it (TYP-06): a built-in
 * type, else the one with the lower id, which was made first. Of two built-in types the same.
 */
export function sameNames<T extends NamedType>(types: readonly T[]): SameName<T>[] {
  const active = types
    .filter(({ archivedAt }) => archivedAt === null)
    .sort((a, b) => Number(b.builtin) - Number(a.builtin) || (a.id < b.id ? -1 : 1))
  return active.flatMap((second, at) => {
    const first = active.slice(0, at).find(({ name }) => sharedName(name, second.name))
    return first ? [{ first, second }] : []
  })
}
