import { documentKind } from '../../core/crdt/document-id.ts'

/** Settings and people first, customers next: activities look them up. */
export function rebuildOrder(ids: readonly string[]): string[] {
  const rank = { settings: 0, directory: 1, form: 1, customer: 2, activities: 3, user: 4 } as const
  const rankOf = (id: string): number => rank[documentKind(id) ?? 'user']
  return ids.filter((id) => documentKind(id)).sort((a, b) => rankOf(a) - rankOf(b))
}
