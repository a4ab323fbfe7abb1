import type { ActivityType } from '../../contract/activity-types.ts'

type KeyedType = Pick<ActivityType, 'id' | 'key' | 'archivedAt'>

/**
 * The type that a planned visit has from its start on (ACT-13): the visit, unless the team has hidden that
 * one. `undefined`: it keeps its own.
 */
export function startedType(
  type: KeyedType | undefined,
  types: readonly KeyedType[],
): string | undefined {
  if (type?.key !== 'planned_visit') return undefined
  return types.find(({ key, archivedAt }) => key === 'visit' && archivedAt === null)?.id
}
