import { documentKind, subjectOf } from '../../core/crdt/document-id.ts'

/**
 * Where a document stands in a first sync, as texts that sort: settings and people; then each customer
 * with activities since `sinceYear`, so that the first rows have all they need; then the other
 * customers; then the years before, the newest first; positions last.
 *
 * @param documentIds ids of documents in any order; each is in the answer once
 */
export function fetchOrder(documentIds: readonly string[], sinceYear: number): Map<string, string> {
  const isCurrent = (id: string): boolean =>
    documentKind(id) === 'activities' && yearOf(id) >= sinceYear
  const current = new Set(documentIds.filter(isCurrent).map(subjectOf))
  const placeOf = (id: string): string => {
    switch (documentKind(id)) {
      case 'customer':
        return `${current.has(subjectOf(id)) ? 1 : 2}/${subjectOf(id)}/`
      case 'activities':
        return isCurrent(id) ? `1/${subjectOf(id)}/${id}` : `3/${9999 - yearOf(id)}/${id}`
      case 'positions':
        return `4/${id}`
      case 'settings':
      case 'directory':
      case 'form':
      case 'user':
      case 'evidence':
      case undefined:
        return `0/${id}`
    }
  }
  return new Map(documentIds.map((id) => [id, placeOf(id)]))
}

const yearOf = (activitiesId: string): number => Number(activitiesId.split('/')[2]!.slice(0, 4))
