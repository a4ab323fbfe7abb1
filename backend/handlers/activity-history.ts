import { activityFields } from '../../core/contract/activities.ts'
import type { activityHistoryContract } from '../../core/contract/activity-history.ts'
import { AppError } from '../../core/contract/app-error.ts'
import { type DeltaOp, richText } from '../../core/contract/scalars.ts'
import { valueAt } from '../../core/crdt/history-entry.ts'
import { textOf, writeRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { maxDescriptionLength } from '../../core/domain/activities/validate-activity.ts'
import { changeInto } from '../../core/richtext/change-into.ts'
import { richTextLength } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { activityAt, activityEntries, activityHistory } from '../activities/activity-history.ts'
import { presentActivityMap, requireActivity } from '../activities/activity-lookup.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { factsOfRow, requireActivityRight } from '../permissions/record-rights.ts'
import { activitiesHandlers } from './activities.ts'
import { touchedMeta } from './record-meta.ts'

export function activityHistoryHandlers(
  services: Services,
): Handlers<typeof activityHistoryContract, RequestContext> {
  // What is restored is edited: the same rules, the same refusals.
  const { 'activities.update': update } = activitiesHandlers(services)

  function setDescription(id: string, description: unknown, context: RequestContext): void {
    const wanted = sanitiseDelta(description)
    const length = richTextLength(wanted)
    if (length > maxDescriptionLength)
      throw new AppError('E-ACT-DESCRIPTION-TOO-LONG', 'the description is too long', {
        ...{ length, maximum: maxDescriptionLength, field: 'description' },
      })
    const row = requireActivity(services, id)
    requireActivityRight(services, actingPerson(services, context), 'edit', factsOfRow(row))
    const author = authorOf(services, context)
    services.documents.write(author, (edit) =>
      edit.document(row.doc_id, (doc) => {
        const map = presentActivityMap(doc, id)
        const text = textOf(map, 'description')
        if (!text) throw new AppError('E-NOT-FOUND', 'no description', { activity: id })
        const change = changeInto(text.toDelta() as DeltaOp[], wanted)
        if (change.length === 0) return
        text.applyDelta(change)
        writeRecord(activityRecord, map, touchedMeta(author))
      }),
    )
  }

  return {
    'activities.history': ({ id }) => activityHistory(services, id),

    'activities.at': ({ id, point }) => activityAt(services, id, point),

    'activities.restoreField': async ({ id, field, point }, context) => {
      const found = valueAt(activityEntries(services, id), point, field)
      if (!found) throw new AppError('E-NOT-FOUND', 'no such value in the history', { field })
      if (field === 'description') {
        setDescription(id, richText.safeParse(found.value).data ?? [], context)
        return { warnings: [], canUndo: true }
      }
      const patch = activityFields.partial().safeParse({ [field]: found.value })
      if (!patch.success) throw new AppError('INVALID_INPUT', 'not a value any more', { field })
      return update({ id, patch: patch.data }, context)
    },

    'activities.setDescription': ({ id, description }, context) => {
      setDescription(id, description, context)
      return {}
    },
  }
}
