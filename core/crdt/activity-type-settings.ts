import type * as Y from 'yjs'
import { type ActivityType, activityTypeSchema } from '../contract/activity-types.ts'
import type { Patch } from '../contract/patch.ts'
import { builtinTypes } from '../domain/activity-types/builtin-types.ts'

const root = 'builtinTypes'
const changeable = [
  'name',
  'description',
  'icon',
  'color',
  'defaultDurationMin',
  'archivedAt',
] as const
export type TypeChanges = Patch<Pick<ActivityType, (typeof changeable)[number]>>

/**
 * The types as the `settings` document changes them. Changes to a built-in type are keys
 * `<typeId>/<field>` of one root map: no device ever creates a map that another could replace.
 */
export function readActivityTypes(doc: Y.Doc): ActivityType[] {
  const map = doc.getMap(root)
  return builtinTypes.map((type) => {
    const changed: Record<string, unknown> = { ...type }
    for (const field of changeable) {
      const parsed = activityTypeSchema.shape[field].safeParse(map.get(`${type.id}/${field}`))
      if (parsed.success) changed[field] = parsed.data
    }
    return changed as ActivityType
  })
}

/** Writes changes to one type. Call inside a transaction. */
export function writeActivityType(doc: Y.Doc, typeId: string, changes: TypeChanges): void {
  const map = doc.getMap(root)
  for (const [field, value] of Object.entries(changes))
    if (value !== undefined) map.set(`${typeId}/${field}`, value)
}
