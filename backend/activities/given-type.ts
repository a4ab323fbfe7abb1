import type { PatchOf } from '../../core/crdt/record.ts'
import type { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { activityTypes, type Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'

type Given = Pick<PatchOf<typeof activityRecord>, 'typeGiven' | 'typeKept'>

/** What goes with a type that an activity is given: by whom, when, and whether an archived one is meant. */
export function givenType(services: Services, typeId: string, author: Author): Given {
  return {
    typeGiven: { by: author.userId, at: author.at },
    ...keptType(services, typeId),
  }
}

/** A type that is known here to be archived is meant as it is (TYP-06). */
export function keptType(services: Services, typeId: string): Given {
  const isArchived = activityTypes(services).some(
    ({ id, archivedAt }) => id === typeId && archivedAt !== null,
  )
  return isArchived ? { typeKept: typeId } : {}
}
