import type { activitiesContract, ActivityFields } from '../../core/contract/activities.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Patch } from '../../core/contract/patch.ts'
import type { User } from '../../core/contract/users.ts'
import { createRecord, textOf, writeRecord } from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { newActivity } from '../../core/domain/activities/activity-defaults.ts'
import { checkTransition } from '../../core/domain/activities/activity-status.ts'
import { statusForTimes } from '../../core/domain/activities/status-for-times.ts'
import { deltaToText } from '../../core/richtext/delta-to-text.ts'
import { sanitiseDelta } from '../../core/richtext/sanitise-delta.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import {
  activityDetails,
  activityMap,
  documentForNewActivity,
  presentActivityMap,
  readActivityRecord,
  requireActivity,
} from '../activities/activity-lookup.ts'
import { activityWarnings, checkCandidate } from '../activities/check-activity.ts'
import { givenType, keptType } from '../activities/given-type.ts'
import { planned } from '../activities/planned-times.ts'
import { trashPage } from '../activities/trash.ts'
import { deletionWantsReason } from '../../core/domain/permissions/activity-permission.ts'
import type { RequestContext } from '../app/request-context.ts'
import { actingUser, activityTypes, authorOf, type Services } from '../app/services.ts'
import { linkFile } from '../attachments/link-file.ts'
import { findCustomer, readCustomer } from '../customers/customer-lookup.ts'
import { actingPerson } from '../permissions/acting-person.ts'
import { activityRight, factsOfRow, requireActivityRight } from '../permissions/record-rights.ts'
import { writeDeletion } from '../documents/write-deletion.ts'
import { countTasksOfActivity } from '../tasks/task-lookup.ts'
import { everyRowTables, rowTables } from '../timeline/row-tables.ts'
import { newRecordMeta, touchedMeta } from './record-meta.ts'

const lastTypePreference = 'activities.lastType'

export function activitiesHandlers(
  services: Services,
): Handlers<typeof activitiesContract, RequestContext> {
  const { db, documents, live, local, now } = services
  const isManager = ({ roles }: User): boolean =>
    roles.includes('manager') || roles.includes('admin')

  return {
    'activities.defaults': ({ customerId, tz }, context) => {
      const me = actingUser(services, context)
      const customer = customerId === null ? undefined : readCustomer(services, customerId)
      const lastUsed = local.devicePreferences()[lastTypePreference]
      const prefill = newActivity({
        now: now(),
        types: activityTypes(services),
        lastUsedTypeId: typeof lastUsed === 'string' ? lastUsed : null,
        customer: {
          id: customerId ?? '',
          tz: customer?.tz ?? null,
          salespersonIds: customer?.salespersonIds ?? [],
          preferredContactId: customerId === null ? null : preferredContact(services, customerId),
        },
        me: {
          id: me.id,
          tz,
          isBackOffice: me.roles.length === 1 && me.roles[0] === 'back_office',
        },
      })
      return {
        ...prefill,
        typeId: prefill.typeId ?? '',
        customerId,
        contactIds: [...prefill.contactIds],
        cancelReason: null,
      }
    },

    'activities.check': ({ id, candidate }) => activityWarnings(services, { id, ...candidate }),

    'activities.create': ({ activity, description, attachments, overrideReason }, context) => {
      const me = actingUser(services, context)
      const author = authorOf(services, context)
      const id = services.newId()
      const person = actingPerson(services, context)
      const fields = completed(services, activity, me, author.at)
      const facts = { ...fields, ...newRecordMeta(author), isProtected: false, deletedBy: null }
      requireActivityRight(services, person, 'create', facts)
      const ops = sanitiseDelta(description ?? [])
      const warnings = checkCandidate(
        services,
        { id: null, ...fields },
        {
          tz: fields.tz,
          descriptionLength: deltaToText(ops).length,
          ignorePastLimit: overrideReason !== undefined && isManager(me),
        },
      )
      const documentId = documentForNewActivity(
        services,
        fields.customerId,
        fields.startAt ?? author.at,
      )
      documents.write(author, (edit) => {
        edit.document(documentId, (doc) => {
          const map = createRecord(doc, activityRecord, id, {
            ...fields,
            ...planned(fields),
            ...keptType(services, fields.typeId),
            overrideReason: overrideReason ?? null,
            origin: 'manual',
            ...newRecordMeta(author),
          })
          if (ops.length > 0) textOf(map, 'description')?.applyDelta(ops)
          for (const file of attachments)
            linkFile(doc, services.newId(), { kind: 'activity', id }, file, author)
        })
        // In the same commit: another would take the disk as long again.
        local.setDevicePreference(lastTypePreference, fields.typeId)
      })
      const canUndo = activityRight(services, person, 'delete', facts) === null
      return { id, warnings, canUndo }
    },

    'activities.update': ({ id, patch, reason }, context) => {
      const me = actingUser(services, context)
      const author = authorOf(services, context)
      const row = requireActivity(services, id)
      const stored = readActivityRecord(services, row)
      if (patch.status)
        checkTransition(stored.status, patch.status, {
          isManager: isManager(me),
          reason: reason ?? patch.cancelReason,
          cancelReasonRequired: requiresCancelReason(services, stored.typeId),
        })
      const next = { ...stored, ...defined(patch) }
      const timesChange = next.startAt !== stored.startAt || next.endAt !== stored.endAt
      const person = actingPerson(services, context)
      const right = timesChange ? 'editTimes' : 'edit'
      requireActivityRight(services, person, right, factsOfRow(row))
      const warnings = checkCandidate(
        services,
        { id, ...next },
        {
          tz: next.tz,
          descriptionLength: 0,
          previousStartAt: stored.startAt,
          ignorePastLimit: !timesChange || (reason !== undefined && isManager(me)),
        },
      )
      documents.write(author, (edit) =>
        edit.document(row.doc_id, (doc) =>
          writeRecord(activityRecord, presentActivityMap(doc, id), {
            ...patch,
            ...(next.typeId !== stored.typeId && givenType(services, next.typeId, author)),
            ...planned(next, stored),
            ...(reason !== undefined && { overrideReason: reason }),
            ...touchedMeta(author),
          }),
        ),
      )
      const after = { ...factsOfRow(row), assigneeId: next.assigneeId }
      return { warnings, canUndo: activityRight(services, person, right, after) === null }
    },

    'activities.watch': ({ id }, emit, context) =>
      live.subscribe(
        {
          key: `activities.watch ${id} ${context.as ?? ''}`,
          tables: [...rowTables, ...everyRowTables],
          run: () => activityDetails(services, actingPerson(services, context), id),
          concerns: (changes) =>
            everyRowTables.some((table) => changes.has(table)) ||
            rowTables.some((table) => {
              const ids = changes.ids(table)
              return ids === 'all' || ids.includes(id)
            }),
        },
        emit,
      ),

    'activities.deletionImpact': ({ id }, context) => {
      const row = requireActivity(services, id)
      return {
        reports: row.report_count,
        attachments: row.attachment_count,
        notes: row.note_count,
        tasks: countTasksOfActivity(services, id),
        wantsReason: deletionWantsReason(factsOfRow(row), actingPerson(services, context)),
      }
    },

    'activities.setDeleted': ({ id, deleted, reason }, context) => {
      const row = requireActivity(services, id)
      const facts = factsOfRow(row)
      const person = actingPerson(services, context)
      requireActivityRight(services, person, deleted ? 'delete' : 'restore', facts)
      if (deleted && reason === undefined && deletionWantsReason(facts, person))
        throw new AppError('E-ACT-REASON-REQUIRED', 'it has a report, or is verified')
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(row.doc_id, (doc) => {
          const map = activityMap(doc, id)
          // Before the deletion, which says how far the record was known.
          if (reason !== undefined) writeRecord(activityRecord, map, { overrideReason: reason })
          writeDeletion(activityRecord, map, author, deleted)
        }),
      )
      return {}
    },

    'activities.trash': (page, context) =>
      trashPage(services, db.reader, actingPerson(services, context), page),
  }
}

/** Missing fields get their defaults: what a script leaves out, a form has filled in. */
function completed(
  services: Services,
  activity: Patch<ActivityFields> & Pick<ActivityFields, 'typeId' | 'customerId'>,
  me: User,
  at: number,
): ActivityFields {
  const { startAt = null, endAt = null } = activity
  const isPlanned = isPlannedType(services, activity.typeId)
  const customer = findCustomer(services, activity.customerId)
  const tz = customer && readCustomer(services, activity.customerId)?.tz
  return {
    title: null,
    tz: tz ?? me.tz,
    status: statusForTimes({ startAt, endAt }, isPlanned, at),
    cancelReason: null,
    assigneeId: me.id,
    contactIds: [],
    locationText: null,
    ...defined(activity),
    typeId: activity.typeId,
    customerId: activity.customerId,
    startAt,
    endAt,
  }
}

function isPlannedType(services: Services, typeId: string): boolean {
  return activityTypes(services).some(({ id, isPlanned }) => id === typeId && isPlanned)
}

function preferredContact({ db }: Services, customerId: string): string | null {
  const contact = db.reader
    .prepared(
      `select id from contact where customer_id = ? and preferred = 1 and deleted_at is null
       order by id limit 1`,
    )
    .pluck()
    .get(customerId)
  return typeof contact === 'string' ? contact : null
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

function requiresCancelReason(services: Services, typeId: string): boolean {
  return activityTypes(services).some(
    ({ id, cancelReasonRequired }) => id === typeId && cancelReasonRequired,
  )
}
