import type { ActivityType, activityTypesContract } from '../../core/contract/activity-types.ts'
import { AppError } from '../../core/contract/app-error.ts'
import { type TypeChanges, writeActivityType } from '../../core/crdt/activity-type-settings.ts'
import { settingsDocumentId } from '../../core/crdt/document-id.ts'
import { createRecord, findRecord } from '../../core/crdt/record.ts'
import { activityTypeRecord } from '../../core/crdt/records/activity-type-record.ts'
import { ordersAfterMove } from '../../core/domain/orders-after-move.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { checkedName } from '../activity-types/checked-name.ts'
import { giveTypeAnew } from '../activity-types/replace-type.ts'
import { typeUsage } from '../activity-types/stored-types.ts'
import { knownUsesOf } from '../activity-types/type-uses.ts'
import type { RequestContext } from '../app/request-context.ts'
import { activityTypes, authorOf, type Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { writeDeletion } from '../documents/write-deletion.ts'
import { newRecordMeta, touchedMeta } from './record-meta.ts'

export function activityTypesHandlers(
  services: Services,
): Handlers<typeof activityTypesContract, RequestContext> {
  const { documents, db, live } = services

  function requireType(id: string): ActivityType {
    const type = activityTypes(services).find((one) => one.id === id)
    if (!type) throw new AppError('E-NOT-FOUND', 'no such activity type', { type: id })
    return type
  }

  /** Writes changes to types in one commit; what was deleted is back when it is no longer archived. */
  function change(changes: readonly (readonly [id: string, TypeChanges])[], author: Author): void {
    documents.write(author, (edit) =>
      edit.document(settingsDocumentId, (doc) => {
        for (const [id, patch] of changes) {
          writeActivityType(doc, id, patch, touchedMeta(author))
          const own = patch.archivedAt === null && findRecord(doc, activityTypeRecord, id)
          if (own) writeDeletion(activityTypeRecord, own, author, false)
        }
      }),
    )
  }

  function archival(id: string, { userId, at }: Author): TypeChanges {
    return { archivedAt: at, archivedBy: userId, archivedSeen: knownUsesOf(db.writer, id) }
  }
  const noArchival = { archivedAt: null, archivedBy: null, archivedSeen: null }

  return {
    'activityTypes.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'activityTypes.watch',
          // Deleted types are there while an activity has them.
          tables: ['activity_type', 'activity'],
          run: () => activityTypes(services),
        },
        emit,
      ),

    'activityTypes.create': ({ name, ...fields }, context) => {
      const types = activityTypes(services)
      const author = authorOf(services, context)
      const id = services.newId()
      const order = Math.max(...types.map((type) => type.order)) + 1
      const checked = checkedName(types, id, name)
      documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) => {
          createRecord(doc, activityTypeRecord, id, {
            defaultDurationMin: 30,
            ...fields,
            name: checked,
            order,
            ...newRecordMeta(author),
          })
        }),
      )
      return { id }
    },

    'activityTypes.update': ({ id, patch: { archived, name, ...patch } }, context) => {
      const type = requireType(id)
      const author = authorOf(services, context)
      const isArchived = type.archivedAt !== null
      const isBack = isArchived && archived === false
      const checked =
        (name ?? isBack) && checkedName(activityTypes(services), id, name ?? type.name)
      change(
        [
          [
            id,
            {
              ...patch,
              ...(name && checked && { name: checked }),
              ...(isBack && { ...noArchival, replacedBy: null }),
              ...(archived === true && !isArchived && archival(id, author)),
            },
          ],
        ],
        author,
      )
      return {}
    },

    'activityTypes.move': ({ id, after }, context) => {
      requireType(id)
      if (after !== null) requireType(after)
      const orders = ordersAfterMove(activityTypes(services), id, after)
      change(
        orders.map(({ id: moved, order }) => [moved, { order }]),
        authorOf(services, context),
      )
      return {}
    },

    'activityTypes.usage': ({ id }) => typeUsage(services, id),

    'activityTypes.setDeleted': ({ id, deleted }, context) => {
      if (deleted) refuseDeletion(requireType(id))
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(settingsDocumentId, (doc) => {
          const map = findRecord(doc, activityTypeRecord, id)
          if (!map) throw new AppError('E-NOT-FOUND', 'no such activity type', { type: id })
          writeDeletion(activityTypeRecord, map, author, deleted)
        }),
      )
      return {}
    },

    'activityTypes.replace': async ({ id, by }, job, context) => {
      const type = requireType(id)
      if (by === id || requireType(by).archivedAt !== null)
        throw new AppError('INVALID_INPUT', 'another active type takes its place', { type: by })
      const author = authorOf(services, context)
      // First of all: nobody chooses the type meanwhile, and who may not change it is refused.
      change(
        [[id, { replacedBy: by, ...(type.archivedAt === null && archival(id, author)) }]],
        author,
      )
      const outcome = await giveTypeAnew(services, { from: id, to: by }, author, job)
      return {
        ...outcome,
        ...{ id, by, at: author.at },
        wasArchivedAt: type.archivedAt,
        wasReplacedBy: type.replacedBy,
      }
    },

    'activityTypes.undoReplace': ({ id, by, at, wasArchivedAt, wasReplacedBy }, job, context) => {
      requireType(id)
      const author = authorOf(services, context)
      change(
        [[id, { replacedBy: wasReplacedBy, ...(wasArchivedAt === null && noArchival) }]],
        author,
      )
      const given = { by: author.userId, at }
      return giveTypeAnew(services, { from: by, to: id, given }, author, job)
    },
  }

  /** @throws AppError `E-TYP-BUILTIN`, or `E-TYP-IN-USE` with the number of activities (TYP-05) */
  function refuseDeletion({ id, builtin }: ActivityType): void {
    if (builtin) throw new AppError('E-TYP-BUILTIN', 'a built-in type stays', { type: id })
    const { count, trashed } = typeUsage(services, id)
    if (count + trashed > 0)
      throw new AppError('E-TYP-IN-USE', 'activities have this type', {
        count: count + trashed,
        trashed,
      })
  }
}
