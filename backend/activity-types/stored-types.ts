import { readStoredTypes, type StoredType } from '../../core/crdt/activity-type-settings.ts'
import { settingsDocumentId } from '../../core/crdt/document-id.ts'
import { oldestInTrash } from '../activities/oldest-in-trash.ts'
import type { Services } from '../app/services.ts'

/** All types in display order. A deleted one that an activity has all the same stays (TYP-06). */
export function storedTypes(services: Services): StoredType[] {
  const types = services.documents.view(settingsDocumentId, readStoredTypes)
  return types.filter(({ type, isDeleted }) => !isDeleted || isUsed(services, type.id))
}

export interface TypeUsage {
  readonly count: number
  /** In the trash, from where they can be restored. */
  readonly trashed: number
}

export function typeUsage(services: Services, typeId: string): TypeUsage {
  const { writer } = services.db
  return {
    count: writer
      .prepared('select count(*) from activity where type_id = ? and deleted_at is null')
      .pluck()
      .get(typeId) as number,
    trashed: writer
      .prepared('select count(*) from activity where type_id = ? and deleted_at > ?')
      .pluck()
      .get(typeId, oldestInTrash(services)) as number,
  }
}

/** As `typeUsage` counts, without counting. */
function isUsed(services: Services, typeId: string): boolean {
  const found = services.db.writer
    .prepared(
      'select 1 from activity where type_id = ? and (deleted_at is null or deleted_at > ?) limit 1',
    )
    .get(typeId, oldestInTrash(services))
  return found !== undefined
}
