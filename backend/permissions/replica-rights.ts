import { AppError } from '../../core/contract/app-error.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { Services } from '../app/services.ts'
import type { TouchedField } from '../documents/touched-fields.ts'
import { documentToChange } from './parent-rights.ts'

/** The kinds of records that an editor writes texts of, with the parent whose right decides. */
const edited = [
  { record: activityRecord, kind: 'activity' },
  { record: noteRecord, kind: 'note' },
] as const

/**
 * Refuses what an editor's replica may not write into a document of activities: anything but the
 * texts of records, since everything else has its command, and texts of records that are not the
 * person's to edit. Who works alone writes anything.
 *
 * @throws AppError `E-PRM`
 */
export function requireReplicaRights(
  services: Services,
  person: Person,
  documentId: string,
  touched: readonly TouchedField[],
): void {
  if (person.isAlone || documentKind(documentId) !== 'activities') return
  const asked = new Set<string>()
  for (const { root, id, field, isInside } of touched) {
    const target = edited.find(({ record }) => record.root === root)
    const texts: readonly (string | undefined)[] = target?.record.texts ?? []
    if (!target || !isInside || !texts.includes(field))
      throw new AppError('E-PRM', `an editor does not write ${root}.${field ?? id}`)
    if (asked.has(root + id)) continue
    asked.add(root + id)
    documentToChange(services, person, { kind: target.kind, id })
  }
}
