import type { Services } from '../app/services.ts'
import { storedTypes } from './stored-types.ts'
import { type UnknownUse, unknownUsesOf } from './type-uses.ts'

/** An activity that was given a type while somebody archived it, and of which nobody has decided. */
export interface ArchivedUse extends UnknownUse {
  readonly typeId: string
  /** The type that replaces the archived one; `null` when there is none in use. */
  readonly insteadId: string | null
  readonly archivedBy: string
  /** UTC milliseconds. */
  readonly archivedAt: number
}

/** All of them, found when they are asked for: the type and its activities are in other documents. */
export function archivedUses(services: Services): ArchivedUse[] {
  const types = storedTypes(services)
  return types.flatMap(({ type, archivedBy, archivedSeen }) => {
    const { id, archivedAt, replacedBy } = type
    if (archivedAt === null) return []
    const instead = types.find((other) => other.type.id === replacedBy)?.type
    return unknownUsesOf(services.db.reader, id, archivedSeen).map((use) => ({
      ...use,
      typeId: id,
      insteadId: instead?.archivedAt === null ? instead.id : null,
      archivedBy: archivedBy ?? '',
      archivedAt,
    }))
  })
}
