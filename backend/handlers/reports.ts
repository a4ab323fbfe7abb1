import type * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import { stagedFileSchema } from '../../core/contract/activities.ts'
import { reportDraftKey } from '../../core/contract/drafts.ts'
import type { FormDefinition } from '../../core/contract/form-definition.ts'
import type { ActivityReports, reportsContract } from '../../core/contract/reports.ts'
import {
  addMember,
  createRecord,
  findRecord,
  type PatchOf,
  writeRecord,
} from '../../core/crdt/record.ts'
import { activityRecord } from '../../core/crdt/records/activity-record.ts'
import { reportRecord } from '../../core/crdt/records/report-record.ts'
import { type Answers, submittedAnswers } from '../../core/domain/forms/answers.ts'
import { amendedAudit } from '../../core/domain/reports/assistant-audit.ts'
import { freeReportFormId } from '../../core/domain/reports/free-report.ts'
import { answerProblems } from '../../core/domain/forms/validate-answer.ts'
import type { Person } from '../../core/domain/permissions/person.ts'
import { isOnBehalf } from '../../core/domain/permissions/report-permission.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import { activityMap, requireActivity } from '../activities/activity-lookup.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { requireConversation } from '../conversations/own-conversations.ts'
import {
  endConversation,
  originOf,
  writeSuggestedTasks,
} from '../conversations/submitted-conversation.ts'
import { linkFile } from '../attachments/link-file.ts'
import type { Author, Edit } from '../documents/document-store.ts'
import { requireReportForm, requireVersion } from '../forms/form-lookup.ts'
import { actingPerson, rightsTables } from '../permissions/acting-person.ts'
import { refused } from '../permissions/record-rights.ts'
import { namesIn } from '../reports/answer-names.ts'
import { exportReports } from '../reports/export-reports.ts'
import {
  availabilityOf,
  factsOf,
  formsOfType,
  offeredForms,
  readReported,
  type ReportedRow,
  reportSettings,
} from '../reports/report-limits.ts'
import { amendableUntil, reportRight, shownReport } from '../reports/shown-report.ts'
import {
  lastRevision,
  reportsOfActivity,
  requireReport,
  type StoredReport,
} from '../reports/stored-reports.ts'
import { deletedMeta, newRecordMeta, touchedMeta } from './record-meta.ts'

/** Tables that the reports of an activity depend on. */
const tables = [
  ...(['report', 'activity', 'form', 'activity_type', 'organisation'] as const),
  ...rightsTables,
]

export function reportsHandlers(
  services: Services,
): Handlers<typeof reportsContract, RequestContext> {
  const { clock, db, documents, feed, live, newId, now } = services

  function activityReports(activityId: string, person: Person): ActivityReports {
    const row = requireActivity(services, activityId)
    const reports = reportsOfActivity(services, activityId)
    const forms = offeredForms(formsOfType(services, row.type_id), reports)
    return {
      availability: availabilityOf(services, person, row, { forms, startedAt: null }),
      ...reportSettings(services, row.type_id),
      clockOffsetMs: Math.round(now() - clock.now()),
      forms,
      reports: reports.map((report) => shownReport(services, person, row, report)),
      reopened: readReported(services, row).reopened,
      may: { reopen: reportRight(services, person, 'reopen', row, null) },
    }
  }

  /** @throws AppError `E-REP-STATE` with the state */
  function requireAvailable(
    row: ReportedRow,
    person: Person,
    definition: FormDefinition | null,
    startedAt: number,
  ): asserts definition is FormDefinition {
    // A form that is no longer offered can be finished where it was begun (FRM-08); the built-in one is
    // nothing without the forms of the type.
    const forms =
      definition?.formId === freeReportFormId
        ? offeredForms(formsOfType(services, row.type_id), [])
        : [{ formId: definition?.formId ?? '', isReadable: definition !== null }]
    const { state } = availabilityOf(services, person, row, { forms, startedAt })
    if (state !== 'available' || !definition)
      throw new AppError('E-REP-STATE', `no report: ${state}`, { state })
  }

  /** Writes a revision with its files, and takes its draft away, in one commit. */
  function writeRevision(
    row: ReportedRow,
    id: string,
    values: PatchOf<typeof reportRecord>,
    author: Author,
    also: {
      readonly onActivity?: (activity: Y.Map<unknown>) => void
      readonly besides?: (edit: Edit) => void
    } = {},
  ): void {
    const at = Math.round(clock.now())
    documents.write(author, (edit) => {
      edit.document(row.doc_id, (doc) => {
        createRecord(doc, reportRecord, id, {
          ...newRecordMeta(author),
          ...{ activityId: row.id, deviceId: author.deviceId },
          ...{ submittedAt: at, submittedRawAt: now(), isClockDoubtful: clock.isDoubtful() },
          ...values,
        })
        linkFiles(doc, id, values.answers ?? {}, author)
        const activity = activityMap(doc, row.id)
        addMember(activity, 'reportIds', id)
        also.onActivity?.(activity)
      })
      also.besides?.(edit)
      db.writer.prepared('delete from draft where key = ?').run(reportDraftKey(row.id, id))
    })
    const changes = new ChangeSet()
    changes.add('draft', reportDraftKey(row.id, id))
    feed.changed(changes)
  }

  function linkFiles(doc: Y.Doc, id: string, answers: Answers, author: Author): void {
    for (const answer of Object.values(answers))
      for (const entry of Array.isArray(answer) ? (answer as unknown[]) : []) {
        const file = stagedFileSchema.safeParse(entry)
        if (file.success) linkFile(doc, newId(), { kind: 'report', id }, file.data, author)
      }
  }

  /** The report, with its activity, for somebody who may do this to it. @throws AppError `E-PRM` */
  function reportToChange(
    id: string,
    action: 'submit' | 'withdraw' | 'delete',
    person: Person,
  ): { report: StoredReport; row: ReportedRow } {
    const report = requireReport(services, id)
    const row = requireActivity(services, report.revisions[0].activityId)
    requireReportRight(services, person, action, row, report)
    return { report, row }
  }

  function patchFirst(report: StoredReport, author: Author, patch: PatchOf<typeof reportRecord>) {
    documents.write(author, (edit) =>
      edit.document(report.documentId, (doc) => {
        const map = findRecord(doc, reportRecord, report.id)
        if (map) writeRecord(reportRecord, map, patch)
      }),
    )
  }

  return {
    'reports.watch': ({ activityId }, emit, context) =>
      live.subscribe(
        {
          key: `reports.watch ${activityId} ${context.as ?? ''}`,
          tables,
          run: () => activityReports(activityId, actingPerson(services, context)),
          expiresAt: ({ availability: { changesAt }, clockOffsetMs }) =>
            changesAt === null ? null : changesAt + clockOffsetMs,
        },
        emit,
      ),

    'reports.read': ({ id, revisionId }, context) => {
      const report = requireReport(services, id)
      const row = requireActivity(services, report.revisions[0].activityId)
      const revision =
        revisionId === undefined
          ? lastRevision(report)
          : report.revisions.find((each) => each.id === revisionId)
      const { definition = null } = revision
        ? requireVersion(services, revision.formId, revision.versionId)
        : {}
      if (!revision || !definition)
        throw new AppError('E-NOT-FOUND', 'no such revision, or of a newer app', { report: id })
      const answers = revision.answers ?? {}
      return {
        report: shownReport(services, actingPerson(services, context), row, report),
        answers,
        definition,
        names: namesIn(services, definition, answers),
        assistant: revision.assistant,
      }
    },

    'reports.submit': (
      { id, activityId, formId, versionId, answers, startedAt, fillMs, conversationId, tasks = [] },
      context,
    ) => {
      const row = requireActivity(services, activityId)
      if (isThere(services, row.doc_id, id)) return { id }
      const author = authorOf(services, context)
      const person = actingPerson(services, context)
      requireReportRight(services, person, 'submit', row, null)
      const { definition } = requireVersion(services, formId, versionId)
      requireAvailable(row, person, definition, startedAt)
      requireValid(definition, answers)
      const talk =
        conversationId === undefined
          ? undefined
          : requireConversation(services, author.userId, conversationId)
      if (formId === freeReportFormId && !talk)
        throw new AppError('E-NOT-FOUND', 'a free report is made in a conversation')
      const submitted = submittedAnswers(definition, answers)
      const facts = { activity: factsOf(row), author: person.userId }
      const values = {
        ...{ formId, versionId, startedAt, fillMs, ...originOf(services, talk, formId, submitted) },
        answers: submitted as PatchOf<typeof reportRecord>['answers'],
        onBehalfOf: isOnBehalf(facts, person) ? row.assignee_id : null,
      }
      writeRevision(row, id, values, author, {
        onActivity: (activity) => {
          // A report is proof that it took place (ACT-12).
          const status: unknown = activity.get('status')
          if (status === 'planned' || status === 'in_progress')
            writeRecord(activityRecord, activity, { status: 'done', ...touchedMeta(author) })
        },
        besides(edit) {
          if (talk) endConversation(edit, author, talk.id)
          writeSuggestedTasks(services, edit, row, tasks, author)
        },
      })
      return { id }
    },

    'reports.amend': ({ id, answers }, context) => {
      const person = actingPerson(services, context)
      const { report } = reportToChange(id, 'submit', person)
      const last = lastRevision(report)
      const isOpen = amendableUntil(services, person, report) !== null
      if (!isOpen || report.revisions[0].withdrawnAt !== null)
        throw new AppError('E-REP-NOT-AMENDABLE', 'the ten minutes of its author are over')
      const { definition } = requireVersion(services, last.formId, last.versionId)
      if (!definition)
        throw new AppError('E-REP-STATE', 'a newer app', { state: 'not_synced_form' })
      requireValid(definition, answers)
      const author = authorOf(services, context)
      const submitted = submittedAnswers(definition, answers)
      documents.write(author, (edit) =>
        edit.document(report.documentId, (doc) => {
          const map = findRecord(doc, reportRecord, last.id)
          if (!map) return
          linkFiles(doc, last.id, newFiles(submitted, last.answers ?? {}), author)
          writeRecord(reportRecord, map, {
            answers: submitted as PatchOf<typeof reportRecord>['answers'],
            ...(last.assistant && {
              assistant: amendedAudit(last.assistant, submitted, author.at),
            }),
            ...touchedMeta(author),
          })
        }),
      )
      return {}
    },

    'reports.correct': ({ id, of, answers, startedAt, fillMs, reason }, context) => {
      const person = actingPerson(services, context)
      const { report, row } = reportToChange(of, 'submit', person)
      const known = report.revisions.findIndex((each) => each.id === id)
      if (known >= 0) return { revision: known + 1 }
      const { formId, versionId } = lastRevision(report)
      const { definition } = requireVersion(services, formId, versionId)
      if (!definition)
        throw new AppError('E-REP-STATE', 'a newer app', { state: 'not_synced_form' })
      requireValid(definition, answers)
      const values = {
        ...{ formId, versionId, startedAt, fillMs, mode: 'manual' as const },
        ...{ revisionOf: report.id, reason },
        answers: submittedAnswers(definition, answers) as PatchOf<typeof reportRecord>['answers'],
      }
      writeRevision(row, id, values, authorOf(services, context))
      return { revision: requireReport(services, of).revisions.length }
    },

    'reports.setWithdrawn': ({ id, withdrawn, reason }, context) => {
      const person = actingPerson(services, context)
      const { report } = reportToChange(id, 'withdraw', person)
      const author = authorOf(services, context)
      patchFirst(report, author, {
        withdrawnAt: withdrawn ? author.at : null,
        withdrawnBy: withdrawn ? author.userId : null,
        withdrawnReason: withdrawn ? reason : null,
        ...touchedMeta(author),
      })
      return {}
    },

    'reports.setDeleted': ({ id, deleted, reason }, context) => {
      const person = actingPerson(services, context)
      if (deleted && !person.isAlone && !reason?.trim())
        throw new AppError('E-ACT-REASON-REQUIRED', 'a report is deleted with a reason')
      const { report } = reportToChange(id, 'delete', person)
      const author = authorOf(services, context)
      patchFirst(report, author, {
        ...deletedMeta(author, deleted),
        deletedReason: deleted ? reason : null,
      })
      return {}
    },

    'reports.reopen': ({ activityId, reason }, context) => {
      const person = actingPerson(services, context)
      const row = requireActivity(services, activityId)
      requireReportRight(services, person, 'reopen', row, null)
      const author = authorOf(services, context)
      const reopened = { at: Math.round(clock.now()), by: author.userId, reason }
      documents.write(author, (edit) =>
        edit.document(row.doc_id, (doc) =>
          writeRecord(activityRecord, activityMap(doc, activityId), {
            reopened,
            ...touchedMeta(author),
          }),
        ),
      )
      return {}
    },

    'reports.export': (input, job, context) =>
      exportReports(services, actingPerson(services, context), input, job),

    'reports.check': ({ formId, versionId, answers }) => {
      requireReportForm(services, formId)
      const { definition } = requireVersion(services, formId, versionId)
      return definition
        ? answerProblems(definition, answers).map((problem) => ({ ...problem }))
        : []
    },
  }
}

/** @throws AppError `E-PRM` with the reason */
function requireReportRight(
  services: Services,
  person: Person,
  action: 'submit' | 'reopen' | 'withdraw' | 'delete',
  row: ReportedRow,
  report: StoredReport | null,
): void {
  const refusal = reportRight(services, person, action, row, report)
  if (refusal) throw refused(services, refusal.reason, [row.assignee_id, row.created_by])
}

/** @throws AppError `E-REP-ANSWERS` */
function requireValid(definition: FormDefinition, answers: Answers): void {
  const [first, ...others] = answerProblems(definition, answers)
  if (first)
    throw new AppError('E-REP-ANSWERS', `${first.fieldId}: ${first.code}`, {
      ...{ field: first.fieldId, problem: first.code, count: others.length + 1 },
    })
}

/** Sent again, a submission changes nothing (REP-12). */
function isThere({ documents }: Services, documentId: string, id: string): boolean {
  return documents.read(documentId, (doc) => findRecord(doc, reportRecord, id) !== undefined)
}

/** Answers with the files only that are not among the ones before. */
function newFiles(answers: Answers, before: Answers): Answers {
  const known = new Set(
    Object.values(before).flatMap((answer) =>
      Array.isArray(answer) ? answer.map((entry) => JSON.stringify(entry)) : [],
    ),
  )
  return Object.fromEntries(
    Object.entries(answers).map(([id, answer]) => [
      id,
      Array.isArray(answer) ? answer.filter((entry) => !known.has(JSON.stringify(entry))) : answer,
    ]),
  )
}
