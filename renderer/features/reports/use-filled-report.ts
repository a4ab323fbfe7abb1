import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { AppError } from '../../../core/contract/app-error.ts'
import { reportDraftKey } from '../../../core/contract/drafts.ts'
import type { FormDefinition } from '../../../core/contract/form-definition.ts'
import type { ActivityReports } from '../../../core/contract/reports.ts'
import { defaultAnswers } from '../../../core/domain/forms/answers.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useSharedDraft } from '../../data/use-shared-draft.ts'
import { readReportDraft, type ReportDraft } from './report-draft.ts'
import type { ReportTarget } from './use-report-target.ts'

/** A report ready to be filled. */
export interface OpenedReport {
  /** Grows whenever the form is to be shown anew. */
  readonly turn: number
  readonly start: ReportDraft
  readonly definition: FormDefinition
  readonly versionNumber: number
  /** When the draft that is taken up was last changed; `undefined` for a fresh form. */
  readonly restoredAt: number | undefined
}

interface FilledReport {
  readonly opened: Readonly<ShallowRef<OpenedReport | undefined>>
  readonly failure: Readonly<ShallowRef<AppError | undefined>>
  open(this: void): Promise<void>
  keep(this: void, draft: ReportDraft): void
  /** Throws the draft away and begins again. */
  startAfresh(this: void): Promise<void>
  /** It was submitted. */
  discard(this: void): void
  /** Goes on with another version of the form. */
  move(this: void, draft: ReportDraft): Promise<void>
  /** Whether a draft stays behind when the sheet closes now. */
  isKept(this: void): boolean
}

/** A report being filled, with its form and its draft on this device. */
export function useFilledReport(
  activityId: string,
  target: ReportTarget,
  reports: () => ActivityReports,
  endedElsewhere: () => void,
): FilledReport {
  const backend = useBackend()
  const opened = shallowRef<OpenedReport>()
  const failure = shallowRef<AppError>()
  let turn = 0
  let isKept = false
  let isGone = false
  onScopeDispose(() => (isGone = true))

  const draft = useSharedDraft<ReportDraft>({
    read: readReportDraft,
    changedElsewhere: (value) => void show(value, Date.now()),
    endedElsewhere: () => {
      isKept = false
      if (!isGone) endedElsewhere()
    },
  })

  async function show(start: ReportDraft, restoredAt: number | undefined): Promise<void> {
    const { formId, versionId } = start
    const { definition, version } = await backend.call('forms.version', { formId, versionId })
    turn += 1
    const isFresh = restoredAt === undefined && start.of === null
    opened.value = {
      ...{ turn, definition, versionNumber: version.number, restoredAt },
      start: isFresh
        ? { ...start, answers: defaultAnswers(definition) as ReportDraft['answers'] }
        : start,
    }
  }

  async function fresh(): Promise<ReportDraft> {
    const startedAt = Date.now() - reports().clockOffsetMs
    const begun = { reason: '', startedAt, fillMs: 0 }
    if (target.of !== undefined) {
      const { report, answers } = await backend.call('reports.read', { id: target.of })
      return {
        ...begun,
        formId: report.formId,
        versionId: report.versionId,
        of: target.of,
        answers,
      }
    }
    const form = reports().forms.find(({ formId }) => formId === target.formId)
    if (!form) throw new AppError('E-NOT-FOUND', 'the form is not offered')
    return { ...begun, formId: form.formId, versionId: form.versionId, of: null, answers: {} }
  }

  async function tell(work: () => Promise<void>): Promise<void> {
    failure.value = undefined
    try {
      await work()
    } catch (error) {
      failure.value = error instanceof AppError ? error : new AppError('INTERNAL', String(error))
    }
  }
  const key = reportDraftKey(activityId, target.id)

  return {
    opened,
    failure,
    open: () =>
      tell(async () => {
        const found = await draft.open(key)
        isKept = found !== undefined
        await show(found?.value ?? (await fresh()), found?.updatedAt)
      }),
    keep(value) {
      isKept = true
      draft.keep(value)
    },
    startAfresh: () =>
      tell(async () => {
        isKept = false
        const { formId, versionId, of } = opened.value!.start
        draft.discard()
        await draft.open(key)
        const again = { formId, versionId, of, reason: '', answers: {}, fillMs: 0 }
        const startedAt = Date.now() - reports().clockOffsetMs
        await show(of === null ? { ...again, startedAt } : await fresh(), undefined)
      }),
    discard() {
      isKept = false
      draft.discard()
    },
    move: (value) =>
      tell(async () => {
        isKept = true
        draft.keep(value)
        await show(value, Date.now())
      }),
    isKept: () => isKept,
  }
}
