import { z } from 'zod'
import {
  stagedFileSchema,
  storedStatuses,
  type Activity,
  type ActivityFields,
  type StoredStatus,
} from '../../../core/contract/activities.ts'
import type { ActivityType } from '../../../core/contract/activity-types.ts'
import type { ErrorCode } from '../../../core/contract/error-codes.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import { richText } from '../../../core/contract/scalars.ts'
import type { ActivityTimes } from '../../../core/domain/activities/activity-interval.ts'
import { statusForTimes } from '../../../core/domain/activities/status-for-times.ts'
import { validateActivity } from '../../../core/domain/activities/validate-activity.ts'
import { richTextLength } from '../../../core/richtext/delta-to-text.ts'
import { emptyMoment, momentOf, readMoment, type MomentReading } from './moment.ts'

const momentSchema = z.object({
  date: z.string().max(40),
  time: z.string().max(40),
  pass: z.enum(['first', 'second']),
})

/** What stands in the fields of the form, as it is kept in a draft. */
export const activityFormSchema = z.object({
  typeId: z.string(),
  customerId: z.string().nullable(),
  title: z.string(),
  start: momentSchema,
  end: momentSchema,
  /** `null` follows the times, for a new activity. */
  status: z.enum(storedStatuses).nullable(),
  cancelReason: z.string(),
  /** Why a done activity is opened again, or why it is recorded so late. */
  reason: z.string(),
  assigneeId: z.string(),
  contactIds: z.array(z.string()),
  locationText: z.string(),
  /** For a new activity; an existing one has its description in its document. */
  description: richText,
  attachments: z.array(stagedFileSchema),
})
export type ActivityForm = z.infer<typeof activityFormSchema>

export function blankForm(): ActivityForm {
  return {
    typeId: '',
    customerId: null,
    title: '',
    start: emptyMoment(),
    end: emptyMoment(),
    status: null,
    cancelReason: '',
    reason: '',
    assigneeId: '',
    contactIds: [],
    locationText: '',
    description: [],
    attachments: [],
  }
}

type Prefill = Omit<ActivityFields, 'customerId' | 'status'> & {
  readonly customerId: string | null
}

/** A form for a new activity, with its defaults, or those of a copy. */
export function formForNew(prefill: Prefill, tz: string): ActivityForm {
  return { ...blankForm(), ...fieldTexts(prefill, tz) }
}

/** A form that shows an activity. */
export function formForActivity(activity: ActivityFields, tz: string): ActivityForm {
  return {
    ...blankForm(),
    ...fieldTexts(activity, tz),
    status: activity.status,
    cancelReason: activity.cancelReason ?? '',
  }
}

function fieldTexts(fields: Prefill, tz: string) {
  return {
    typeId: fields.typeId,
    customerId: fields.customerId,
    title: fields.title ?? '',
    start: momentOf(fields.startAt, tz),
    end: momentOf(fields.endAt, tz),
    assigneeId: fields.assigneeId,
    contactIds: [...fields.contactIds],
    locationText: fields.locationText ?? '',
  }
}

export interface FormTimes extends ActivityTimes {
  readonly start: MomentReading
  readonly end: MomentReading
}

/** The instants that the fields of a form mean, `null` where there is none to be had. */
export function readTimes(form: ActivityForm, tz: string, now: number): FormTimes {
  const start = readMoment(form.start, tz, now)
  const end = readMoment(form.end, tz, now)
  return {
    start,
    end,
    startAt: start.kind === 'at' ? start.at : null,
    endAt: end.kind === 'at' ? end.at : null,
  }
}

/** The status that saving would store now. */
export function statusOf(
  form: ActivityForm,
  times: ActivityTimes,
  type: ActivityType | undefined,
  now: number,
): StoredStatus {
  return form.status ?? statusForTimes(times, type?.isPlanned ?? false, now)
}

/** The controls that a refusal can belong to. */
export type FormField =
  'typeId' | 'customerId' | 'start' | 'end' | 'status' | 'cancelReason' | 'reason' | 'description'

/** Why the form cannot be saved: a code of the product, or what is wrong with what was typed. */
export type FieldProblem =
  | { readonly code: ErrorCode; readonly details?: Readonly<Record<string, unknown>> }
  | { readonly typed: 'date' | 'time' | 'dateMissing' | 'timeMissing' | 'customerMissing' }

export type FieldProblems = Partial<Record<FormField, FieldProblem>>

export interface FormContext {
  /** The viewer's zone. */
  readonly tz: string
  /** UTC ms. */
  readonly now: number
  readonly type: ActivityType | undefined
  readonly pastCreationLimitMin: number | null
  /** The stored activity when this is an edit. */
  readonly stored: Activity | undefined
}

/** Everything that stands in the way of saving, by control. */
export function problemsOf(form: ActivityForm, context: FormContext): FieldProblems {
  const { tz, now, type, stored } = context
  const times = readTimes(form, tz, now)
  const problems: FieldProblems = {}
  for (const side of ['start', 'end'] as const) {
    const problem = typedProblem(times[side])
    if (problem) problems[side] = problem
  }
  const { errors } = validateActivity(
    {
      ...times,
      status: statusOf(form, times, type, now),
      typeId: form.typeId || null,
      customerId: form.customerId,
      tz,
      descriptionLength: richTextLength(form.description),
      instant: type?.instant,
    },
    {
      now,
      // A reason overrides the limit; whether this person may is for the backend to say.
      settings: { pastCreationLimitMin: form.reason.trim() ? null : context.pastCreationLimitMin },
      previous: stored && { startAt: stored.startAt },
    },
  )
  for (const { code, field, details } of errors) {
    const control = controlOf[field]
    problems[control] ??=
      code === 'E-ACT-CUSTOMER-GONE' ? { typed: 'customerMissing' } : { code, details }
  }
  return problems
}

const controlOf = {
  typeId: 'typeId',
  customerId: 'customerId',
  startAt: 'start',
  endAt: 'end',
  tz: 'start',
  description: 'description',
} as const

function typedProblem(reading: MomentReading): FieldProblem | undefined {
  switch (reading.kind) {
    case 'nonexistent':
      return { code: 'E-TIME-NONEXISTENT' }
    case 'invalid':
      return { typed: reading.part }
    case 'incomplete':
      return { typed: reading.part === 'date' ? 'dateMissing' : 'timeMissing' }
    default:
      return undefined
  }
}

/** Where a refusal of the backend is shown. */
export function controlForRefusal(code: ErrorCode): FormField | undefined {
  const controls: Partial<Record<ErrorCode, FormField>> = {
    'E-ACT-END-BEFORE-START': 'end',
    'E-ACT-TOO-LONG': 'end',
    'E-ACT-PAST-LIMIT': 'start',
    'E-ACT-NO-START': 'start',
    'E-ACT-OVERLAP': 'start',
    'E-ACT-NO-TYPE': 'typeId',
    'E-ACT-CUSTOMER-GONE': 'customerId',
    'E-ACT-STATUS': 'status',
    'E-ACT-IN-PROGRESS': 'status',
    'E-ACT-REASON-REQUIRED': 'reason',
    'E-ACT-DESCRIPTION-TOO-LONG': 'description',
    'E-DOC-TOO-LARGE': 'description',
  }
  return controls[code]
}

const textOrNull = (text: string): string | null => text.trim() || null

/** The fields of a new activity; the zone of the place is the backend's to find. */
export function newFields(
  form: ActivityForm,
  { tz, now, type }: FormContext,
): Omit<ActivityFields, 'tz'> {
  const { startAt, endAt } = readTimes(form, tz, now)
  const status = statusOf(form, { startAt, endAt }, type, now)
  return {
    typeId: form.typeId,
    customerId: form.customerId ?? '',
    title: textOrNull(form.title),
    startAt,
    endAt,
    status,
    cancelReason: status === 'cancelled' ? textOrNull(form.cancelReason) : null,
    assigneeId: form.assigneeId,
    contactIds: form.contactIds,
    locationText: textOrNull(form.locationText),
  }
}

/**
 * What the person changed: only that is written, so that a field which somebody else changed
 * meanwhile keeps the other's value.
 * @param base the form as it was opened
 */
export function changedFields(
  form: ActivityForm,
  base: ActivityForm,
  context: FormContext,
): Patch<ActivityFields> {
  const now = newFields(form, context)
  const before = newFields(base, context)
  const changed = (Object.keys(now) as (keyof typeof now)[]).filter(
    (field) => JSON.stringify(now[field]) !== JSON.stringify(before[field]),
  )
  return Object.fromEntries(changed.map((field) => [field, now[field]]))
}
