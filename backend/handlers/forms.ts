import { AppError } from '../../core/contract/app-error.ts'
import { type FormDefinition } from '../../core/contract/form-definition.ts'
import type { FormDesign, FormEdit, formsContract } from '../../core/contract/forms.ts'
import { writeFormIds } from '../../core/crdt/activity-type-settings.ts'
import { formDocumentId, settingsDocumentId } from '../../core/crdt/document-id.ts'
import {
  createForm,
  editForm,
  markForm,
  publishForm,
  writeDraft,
} from '../../core/crdt/edit-form.ts'
import { readForm } from '../../core/crdt/read-form.ts'
import { definitionProblems } from '../../core/domain/forms/check-definition.ts'
import { isCompatible, versionChanges } from '../../core/domain/forms/compare-versions.ts'
import { formLimits } from '../../core/domain/forms/form-limits.ts'
import { fieldsOf } from '../../core/domain/forms/form-parts.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { activityTypes, authorOf, type Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { answersOfField } from '../forms/answers-of-field.ts'
import {
  allForms,
  countReports,
  currentVersion,
  draftOf,
  isUnchanged,
  type KnownForm,
  reportsByVersion,
  requireForm,
  requireVersion,
  shownForm,
  shownVersion,
} from '../forms/form-lookup.ts'
import { formFile, readFormFile } from '../forms/form-file.ts'

/** Tables that a form's summary depends on. */
const tables = ['form', 'report', 'activity_type'] as const

export function formsHandlers(services: Services): Handlers<typeof formsContract, RequestContext> {
  const { documents, live, newId } = services

  function write(id: string, author: Author, edits: readonly FormEdit[]): void {
    documents.write(author, (edit) =>
      edit.document(formDocumentId(id), (doc) => {
        for (const each of edits) editForm(doc, each)
        refuseTooLarge(readForm(doc).draft)
      }),
    )
  }

  /** A new form with a document of its own. */
  function create(title: FormDefinition['title'], author: Author, draft?: FormDefinition): string {
    const id = newId()
    documents.write(author, (edit) =>
      edit.document(formDocumentId(id), (doc) => {
        createForm(doc, title, author)
        const section = { id: partId('s'), title: null, after: null }
        if (draft) writeDraft(doc, draft, () => partId('o'))
        else editForm(doc, { kind: 'addSection', ...section })
      }),
    )
    return id
  }

  const partId = (kind: 's' | 'o'): string => `${kind}_${newId()}`

  return {
    'forms.watch': (_input, emit) =>
      live.subscribe(
        {
          key: 'forms.watch',
          tables: [...tables],
          run: () => allForms(services).map((form) => shownForm(services, form)),
        },
        emit,
      ),

    'forms.design': ({ id }, emit) =>
      live.subscribe(
        {
          key: `forms.design ${id}`,
          tables: [...tables],
          run: () => designOf(services, requireForm(services, id)),
        },
        emit,
      ),

    'forms.create': ({ title }, context) => ({ id: create(title, authorOf(services, context)) }),

    'forms.edit': ({ id, edits }, context) => {
      requireForm(services, id)
      write(id, authorOf(services, context), edits)
      return {}
    },

    'forms.publish': ({ id }, context) => {
      const form = requireForm(services, id)
      const problems = definitionProblems(draftOf(form))
      if (problems.length > 0)
        throw new AppError('E-FRM-PROBLEMS', 'not to be published', { count: problems.length })
      if (isUnchanged(form)) throw new AppError('E-FRM-UNCHANGED', 'published already')
      const author = authorOf(services, context)
      const versionId = newId()
      let number = 0
      documents.write(author, (edit) =>
        edit.document(formDocumentId(id), (doc) => {
          number = publishForm(doc, versionId, form, id, author)
        }),
      )
      return { versionId, number }
    },

    'forms.discardDraft': ({ id }, context) => {
      const current = currentVersion(requireForm(services, id))?.definition
      if (!current) throw new AppError('E-NOT-FOUND', 'nothing was published', { form: id })
      documents.write(authorOf(services, context), (edit) =>
        edit.document(formDocumentId(id), (doc) => writeDraft(doc, current, () => partId('o'))),
      )
      return {}
    },

    'forms.setArchived': ({ id, archived }, context) => {
      requireForm(services, id)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(formDocumentId(id), (doc) =>
          markForm(doc, 'archived', archived ? author : null),
        ),
      )
      return {}
    },

    'forms.setDeleted': ({ id, deleted }, context) => {
      requireForm(services, id)
      const count = countReports(services, id)
      if (deleted && count > 0)
        throw new AppError('E-FRM-IN-USE', 'reports were made with it', { count })
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(formDocumentId(id), (doc) =>
          markForm(doc, 'deleted', deleted ? author : null),
        ),
      )
      return {}
    },

    'forms.link': ({ typeId, formIds }, context) => {
      if (!activityTypes(services).some((type) => type.id === typeId))
        throw new AppError('E-NOT-FOUND', 'no such activity type', { type: typeId })
      for (const formId of formIds) requireForm(services, formId)
      documents.write(authorOf(services, context), (edit) =>
        edit.document(settingsDocumentId, (doc) =>
          writeFormIds(doc, typeId, [...new Set(formIds)]),
        ),
      )
      return {}
    },

    'forms.version': ({ formId, versionId }) => {
      const version = requireVersion(services, formId, versionId)
      if (!version.definition)
        throw new AppError('E-NOT-FOUND', 'of a newer app', { form: formId, version: versionId })
      return {
        version: shownVersion(version, reportsByVersion(services, formId)),
        definition: version.definition,
      }
    },

    'forms.export': ({ id, what }) => {
      const form = requireForm(services, id)
      const definition = what === 'draft' ? draftOf(form) : currentVersion(form)?.definition
      if (!definition) throw new AppError('E-NOT-FOUND', 'nothing was published', { form: id })
      return formFile(definition)
    },

    'forms.import': async ({ name, content }, context) => {
      const author = authorOf(services, context)
      const { definition, notImported } = await readFormFile(name, content)
      refuseTooLarge(definition)
      return { id: create(definition.title, author, definition), notImported }
    },
  }
}

function designOf(services: Services, form: KnownForm): FormDesign {
  const draft = draftOf(form)
  const current = currentVersion(form)?.definition
  const reports = reportsByVersion(services, form.id)
  const changes = (current ? versionChanges(current, draft) : []).map((change) => ({
    ...change,
    values: [...change.values],
    reports:
      isCompatible(change) || change.fieldId === null
        ? 0
        : answersOfField(services, form.id, change.fieldId, change.values),
  }))
  return {
    form: shownForm(services, form),
    draft,
    optionIds: Object.fromEntries(
      Object.entries(form.optionIds).map(([list, ids]) => [list, [...ids]]),
    ),
    problems: definitionProblems(draft).map((problem) => ({ ...problem })),
    changes: changes.sort((a, b) => Number(isCompatible(a)) - Number(isCompatible(b))),
    versions: form.versions.map((version) => shownVersion(version, reports)).reverse(),
  }
}

/** @throws AppError `E-FRM-TOO-LARGE` */
function refuseTooLarge(draft: FormDefinition): void {
  const { fields, sections, options, lists } = formLimits
  const isTooLarge =
    fieldsOf(draft).length > fields ||
    draft.sections.length > sections ||
    Object.keys(draft.lists).length > lists ||
    Object.values(draft.lists).some((list) => list.length > options)
  if (isTooLarge) throw new AppError('E-FRM-TOO-LARGE', 'more than a form may have', { fields })
}
