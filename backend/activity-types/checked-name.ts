import type { ActivityType } from '../../core/contract/activity-types.ts'
import { AppError } from '../../core/contract/app-error.ts'
import { namesOf, sharedName } from '../../core/domain/activity-types/type-names.ts'

const maxNameLength = 60

/**
 * The name, trimmed: 1 to 60 characters, and no active type's other than `id` (TYP-03).
 *
 * @throws AppError `E-TYP-NAME-INVALID`, `E-TYP-NAME-TAKEN`
 */
export function checkedName(
  types: readonly ActivityType[],
  id: string,
  name: ActivityType['name'],
): ActivityType['name'] {
  if (namesOf(name).some((text) => text.length === 0 || text.length > maxNameLength))
    throw new AppError('E-TYP-NAME-INVALID', 'a name has 1 to 60 characters', {
      max: maxNameLength,
    })
  for (const other of types) {
    const taken =
      other.id !== id && other.archivedAt === null ? sharedName(name, other.name) : undefined
    if (taken !== undefined)
      throw new AppError('E-TYP-NAME-TAKEN', 'another type has this name', { name: taken })
  }
  return {
    ...(name.fr !== undefined && { fr: name.fr.trim() }),
    ...(name.en !== undefined && { en: name.en.trim() }),
  }
}
