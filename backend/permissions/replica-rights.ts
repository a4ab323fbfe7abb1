import { AppError } from '../../core/contract/app-error.ts'
import { documentKind } from '../../core/crdt/document-id.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { noteRecord } from '../../core/crdt/records/note-record.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import type { Services } from '../app/services.ts'
import type { TouchedField } from '../documents/touched-fields.ts'
import { statements } from '../storage/statements.ts'
import { documentToChange } from './parent-rights.ts'

/** The kinds of records that an editor writes texts of, with the parent whose right decides. */
const edited = [
  { record: activityRecord, kind: 'activity' },
  { record: noteRecord, kind: 'note' },
] as const

/**
 * Refuses what an editor's replica may not write into a document of activities: anything but the
 * texts of records, since everything else has its command, and texts of records that are not the
 * person's to edit. Who works alone writes anything but into what is deleted: that would bring it
 * back.
 *
 * @throws AppError `E-PRM`, `E-NOT-FOUND`
 */
export function requireReplicaRights(
  services: Services,
  person: Person,
  documentId: string,
  touched: readonly TouchedField[],
): void {
  if (documentKind(documentId) !== 'activities') return
  for (const { root, id } of touched) if (root === activityRecord.root) requirePresent(services, id)
  if (person.isAlone) return
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

/** As the last commit has it: the update that is looked at has been applied already. */
function requirePresent({ db }: Services, id: string): void {
  const row = db.reader.first(
    statements.selectFrom('activity').select('deleted_at').where('id', '=', id),
  )
  if (row && row.deleted_at !== null)
    throw new AppError('E-NOT-FOUND', 'the activity is deleted', { activity: id })
}
