import {
  isUseUnknown,
  type KnownUses,
  type TypeUse,
  knownUntil,
} from '../../core/crdt/known-uses.ts'
import type { Connection } from '../storage/connection.ts'

/** What this device knows of the activities of a type: part of an archival's value (TYP-06). */
export function knownUsesOf(connection: Connection, typeId: string): KnownUses {
  const latest = connection.prepared(
    `select typed_at from activity where type_id = ? and typed_by = ?
     order by typed_at desc limit 1`,
  )
  return Object.fromEntries(
    givers(connection, typeId).map((userId) => [
      userId,
      latest.pluck().get(typeId, userId) as number,
    ]),
  )
}

export interface UnknownUse extends TypeUse {
  readonly activityId: string
}

/**
 * The activities that were given an archived type while whoever archived it did not know of them,
 * and of which nobody has decided that they keep it.
 *
 * @param known what was known of the type when it was archived
 */
export function unknownUsesOf(
  connection: Connection,
  typeId: string,
  known: KnownUses | null,
): UnknownUse[] {
  if (known === null) return []
  const later = connection.prepared(
    `select id as activityId, typed_by as "by", typed_at as at from activity
     where type_id = ? and typed_by = ? and typed_at > ?
       and type_kept = 0 and deleted_at is null`,
  )
  return givers(connection, typeId)
    .flatMap((userId) => later.all(typeId, userId, knownUntil(known, userId)) as UnknownUse[])
    .filter((use) => isUseUnknown(known, use))
}

/** Whoever gave the type to an activity: one step of the index for each, however many there are. */
function givers(connection: Connection, typeId: string): string[] {
  return connection
    .prepared(
      `with recursive giver (id) as (
         select min(typed_by) from activity where type_id = @typeId
         union all
         select (select min(typed_by) from activity where type_id = @typeId and typed_by > giver.id)
         from giver where giver.id is not null
       )
       select id from giver where id is not null`,
    )
    .pluck()
    .all({ typeId }) as string[]
}
