import { AppError } from '../../core/contract/app-error.ts'
import type { Form, FormVersion } from '../../core/contract/forms.ts'
import { formDocumentId, subjectOf } from '../../core/crdt/document-id.ts'
import { readForm, type StoredForm, type StoredVersion } from '../../core/crdt/read-form.ts'
import {
  freeReportForm,
  freeReportFormId,
  freeReportVersionId,
} from '../../core/domain/reports/free-report.ts'
import { questionsOf } from '../../core/domain/forms/form-parts.ts'
import { activityTypes, type Services } from '../app/services.ts'

export interface KnownForm extends StoredForm {
  readonly id: string
}

/** All forms of this device that are not deleted, by title. */
export function allForms({ db, documents }: Services): KnownForm[] {
  const ids = db.writer.prepared("select id from doc where kind = 'form'").pluck().all() as string[]
  return ids
    .map((documentId) => ({ ...documents.view(documentId, readForm), id: subjectOf(documentId) }))
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((a, b) => compareTitles(a, b) || (a.id < b.id ? -1 : 1))
}

/** Whether a report can be begun with the form on this device; also of one that is not here. */
export function isFillable({ documents }: Services, id: string): boolean {
  // Asked by each page of the timeline: a form that is not here reads as one without versions.
  const form = documents.view(formDocumentId(id), readForm)
  return form.deletedAt === null && form.archivedAt === null && !!currentVersion(form)?.definition
}

/** A form, also a deleted one. @throws AppError `E-NOT-FOUND` */
export function requireForm({ documents }: Services, id: string): KnownForm {
  const documentId = formDocumentId(id)
  if (!documents.has(documentId)) throw new AppError('E-NOT-FOUND', 'no such form', { form: id })
  return { ...documents.view(documentId, readForm), id }
}

/** The form of free conversations, which lies in no document (AIR-07). */
const freeReport: KnownForm = {
  ...{ id: freeReportFormId, title: freeReportForm.title, description: null },
  ...{ oncePerActivity: false, archivedAt: null, deletedAt: null },
  ...{ draft: freeReportForm, optionIds: {} },
  versions: [
    {
      ...{ id: freeReportVersionId, number: freeReportForm.version, publishedAt: 0 },
      ...{ publishedBy: '', crossedWith: [], definition: freeReportForm },
    },
  ],
}

/** A form that reports are made with, built in or stored. @throws AppError `E-NOT-FOUND` */
export function requireReportForm(services: Services, id: string): KnownForm {
  return id === freeReport.id ? freeReport : requireForm(services, id)
}

/** The version for new reports: the last one. */
export function currentVersion({
  versions,
}: Pick<StoredForm, 'versions'>): StoredVersion | undefined {
  return versions.at(-1)
}

/** A version of a form that may be built in, or deleted by now. @throws AppError `E-NOT-FOUND` */
export function requireVersion(services: Services, formId: string, id: string): StoredVersion {
  const version = requireReportForm(services, formId).versions.find((each) => each.id === id)
  if (!version) throw new AppError('E-NOT-FOUND', 'no such version', { form: formId, version: id })
  return version
}

/** What is on the table, as a definition of this form. */
export function draftOf({ id, draft }: KnownForm): StoredForm['draft'] {
  return { ...draft, formId: id }
}

/** Whether what is on the table is what is published. */
export function isUnchanged(form: KnownForm): boolean {
  const current = currentVersion(form)?.definition
  if (!current) return false
  return JSON.stringify({ ...current, version: 0 }) === JSON.stringify(draftOf(form))
}

/** How many reports there are of each version, by its id. */
export function reportsByVersion({ db }: Services, formId: string): ReadonlyMap<string, number> {
  const rows = db.reader
    .prepared(
      `select version_id, count(distinct first_id) from report
       where form_id = ? and deleted_at is null group by version_id`,
    )
    .raw()
    .all(formId) as [string, number][]
  return new Map(rows)
}

/** Reports of all versions of a form; each counts once, whatever its revisions were filled with. */
export function countReports({ db }: Services, formId: string): number {
  return db.reader
    .prepared(
      'select count(*) from report where form_id = ? and id = first_id and deleted_at is null',
    )
    .pluck()
    .get(formId) as number
}

/** A form as lists and the designer show it. */
export function shownForm(services: Services, form: KnownForm): Form {
  const { id, title, description, oncePerActivity, archivedAt, draft } = form
  const current = currentVersion(form)
  const reports = reportsByVersion(services, id)
  return {
    ...{ id, title, description, oncePerActivity, archivedAt },
    current: current ? shownVersion(current, reports) : null,
    hasDraft: !isUnchanged(form),
    fields: questionsOf(draft).length,
    reports: countReports(services, id),
    typeIds: activityTypes(services)
      .filter(({ formIds }) => formIds.includes(id))
      .map((type) => type.id),
  }
}

export function shownVersion(
  { id, number, publishedAt, publishedBy, crossedWith }: StoredVersion,
  reports: ReadonlyMap<string, number>,
): FormVersion {
  return {
    ...{ id, number, publishedAt, publishedBy, crossedWith: [...crossedWith] },
    reports: reports.get(id) ?? 0,
  }
}

function compareTitles(a: StoredForm, b: StoredForm): number {
  const [one, other] = [a, b].map(({ title }) => title.fr ?? title.en ?? '')
  return one!.localeCompare(other!, 'fr')
}
