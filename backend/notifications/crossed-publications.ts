import type { Notification } from '../../core/contract/notifications.ts'
import type { Services } from '../app/services.ts'
import { allForms } from '../forms/form-lookup.ts'
import type { Notified } from './note-notifications.ts'

/**
 * Forms that the person published while somebody else did, neither knowing of the other: both are told
 * which version counts (FRM-07).
 */
export function crossedPublications(
  services: Services,
  { userId, from, isSeen }: Notified,
): Notification[] {
  return allForms(services).flatMap(({ id: formId, title, versions }) => {
    const groups = Map.groupBy(
      versions.filter(({ crossedWith }) => crossedWith.length > 0),
      ({ id, crossedWith }) => [id, ...crossedWith].sort()[0]!,
    )
    return [...groups.values()].flatMap((group): Notification[] => {
      const createdAt = Math.max(...group.map(({ publishedAt }) => publishedAt))
      const isConcerned = group.some(({ publishedBy }) => publishedBy === userId)
      if (!isConcerned || createdAt < from) return []
      // The version that made it a crossing: a third one is told of once more.
      const id = group
        .map((version) => version.id)
        .sort()
        .at(-1)!
      return [
        {
          ...{ reason: 'crossed', id, createdAt, seen: isSeen({ id, isMention: false }) },
          ...{ formId, formTitle: title },
          versions: group.map(({ number, publishedBy }) => ({ number, publishedBy })),
        },
      ]
    })
  })
}
