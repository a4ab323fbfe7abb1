import { computed, onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import { z } from 'zod'
import type { Activity, ActivityFields } from '../../../core/contract/activities.ts'
import { AppError } from '../../../core/contract/app-error.ts'
import type { Patch } from '../../../core/contract/patch.ts'
import { defaultDurationMin } from '../../../core/domain/activities/activity-defaults.ts'
import { allowedTransitions } from '../../../core/domain/activities/activity-status.ts'
import { minuteMs } from '../../../core/domain/time/instant.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'
import {
  activityFormSchema,
  blankForm,
  changedFields,
  controlForRefusal,
  formForActivity,
  formForNew,
  newFields,
  problemsOf,
  statusOf,
  type ActivityForm,
  type FieldProblems,
  type FormContext,
  type FormField,
} from './activity-form.ts'
import { draftKeyOf, type FormTarget } from './form-target.ts'
import { useActivityWarnings } from './use-activity-warnings.ts'
import { useFormTimes } from './use-form-times.ts'
import { useSharedDraft } from '../../data/use-shared-draft.ts'

/** The form and what it was opened with: what differs is what the person changed. */
const draftSchema = z.object({ form: activityFormSchema, base: activityFormSchema })
type DraftContent = z.infer<typeof draftSchema>

/** What saving did, for the words and the way back. */
export type Saved =
  | { readonly kind: 'created'; readonly id: string; readonly canUndo: boolean }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'updated'
      readonly id: string
      readonly before: Patch<ActivityFields>
      readonly after: Patch<ActivityFields>
      readonly canUndo: boolean
    }

interface ActivityFormOptions {
  readonly target: FormTarget
  /** The viewer's zone. */
  readonly tz: () => string
  /** UTC ms, follows the clock. */
  readonly clock: () => number
  /** UTC ms, exact. */
  readonly now?: () => number
  /** Another window saved the form or threw it away. */
  readonly endedElsewhere: () => void
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/** Everything the form for an activity does, apart from showing it. */
export function useActivityForm(options: ActivityFormOptions) {
  const { target, tz, clock, now = () => Date.now(), endedElsewhere } = options
  const backend = useBackend()
  const directory = useDirectory()

  const form: Ref<ActivityForm> = ref(blankForm())
  const base = shallowRef<ActivityForm>(blankForm())
  const stored = shallowRef<Activity | null>()
  const isReady = ref(false)
  /** UTC ms of the draft that was taken up. */
  const restoredAt = ref<number>()
  const failure = shallowRef<AppError>()
  const isSaving = ref(false)
  const wasTried = ref(false)
  const refused = shallowRef<FieldProblems>({})
  /** Fields that were left once: what is wrong with them may be said. */
  const left = ref(new Set<FormField>())

  const type = computed(() => directory.typeById(form.value.typeId))
  const { data: profile } = useLiveQuery('customers.watch', () =>
    form.value.customerId === null ? undefined : { id: form.value.customerId },
  )
  const context = computed((): FormContext => ({
    tz: tz(),
    now: clock(),
    type: type.value,
    pastCreationLimitMin: directory.organisation.value?.pastCreationLimitMin ?? null,
    stored: stored.value ?? undefined,
  }))
  const times = useFormTimes(form, {
    tz,
    clock,
    now,
    defaultDurationMin: () => defaultDurationMin(type.value),
    isInstant: () => type.value?.instant ?? false,
    mayBecome: (status) =>
      !stored.value || allowedTransitions(stored.value.status).includes(status),
  })
  const status = computed(() => statusOf(form.value, times.times.value, type.value, clock()))
  const warnings = useActivityWarnings(() => {
    const { typeId, customerId, assigneeId } = form.value
    const { startAt, endAt } = times.times.value
    if (!isReady.value || !typeId || !customerId || !assigneeId || startAt === null)
      return undefined
    const id = target.kind === 'edit' ? target.activityId : null
    return {
      id,
      candidate: { typeId, customerId, assigneeId, startAt, endAt, status: status.value },
    }
  })

  const allProblems = computed(() => problemsOf(form.value, context.value))
  const isGone = computed(
    () =>
      profile.value === null ||
      (profile.value !== undefined && profile.value.customer.deletedAt !== null),
  )
  /** What to show now: everything after a try to save, before it only about fields that were left. */
  const problems = computed((): FieldProblems => {
    const shown: FieldProblems = { ...refused.value }
    if (isGone.value) shown.customerId ??= { code: 'E-ACT-CUSTOMER-GONE' }
    for (const [field, problem] of Object.entries(allProblems.value) as [
      FormField,
      FieldProblems[FormField],
    ][])
      if (problem && (wasTried.value || left.value.has(field))) shown[field] = problem
    return shown
  })

  const isChanged = (): boolean => JSON.stringify(form.value) !== JSON.stringify(base.value)

  const draft = useSharedDraft<DraftContent>({
    read: (payload) => draftSchema.safeParse(payload).data,
    changedElsewhere: (content) => show(content.form),
    endedElsewhere,
  })

  /** The last content that was shown or kept; equal content needs no keeping. */
  let kept = ''
  function show(value: ActivityForm): void {
    form.value = copyOf(value)
    kept = JSON.stringify(value)
    times.restart()
  }

  async function open(): Promise<void> {
    failure.value = undefined
    try {
      const [fresh, found] = await Promise.all([freshForm(), draft.open(draftKeyOf(target))])
      if (!fresh) return
      base.value = found?.value.base ?? fresh
      show(found?.value.form ?? fresh)
      if (found && isChanged()) restoredAt.value = found.updatedAt
      isReady.value = true
    } catch (error) {
      failure.value = error as AppError
    }
  }

  async function freshForm(): Promise<ActivityForm | undefined> {
    if (target.kind === 'edit') {
      const activity = await firstActivity(target.activityId)
      return activity ? formForActivity(activity, tz()) : undefined
    }
    const { prefill, customerId } = target
    if (prefill)
      return { ...formForNew(prefill, tz()), description: copyOf([...prefill.description]) }
    return formForNew(await backend.call('activities.defaults', { customerId, tz: tz() }), tz())
  }

  /** The stored activity stays in view: others may change it while the form is open. */
  function firstActivity(id: string): Promise<Activity | null> {
    return new Promise((resolve, reject) => {
      stop = backend.subscribe(
        'activities.watch',
        { id },
        (activity) => {
          stored.value = activity
          resolve(activity)
        },
        reject,
      )
    })
  }
  let stop = (): void => undefined
  onScopeDispose(() => stop())

  watch(
    form,
    (value) => {
      const text = JSON.stringify(value)
      if (!isReady.value || text === kept) return
      kept = text
      refused.value = {}
      draft.keep({ form: copyOf(value), base: base.value })
    },
    { deep: true },
  )

  /** A type brings its usual duration as long as nobody chose another. */
  function chooseType(id: string): void {
    const { startAt, endAt } = times.times.value
    const usualMs = defaultDurationMin(type.value) * minuteMs
    form.value.typeId = id
    if (target.kind === 'new' && startAt !== null && endAt === startAt + usualMs)
      times.lasts(defaultDurationMin(type.value))
  }

  /** A customer brings its preferred contact and, for the back office, its salesperson (ACT-03). */
  async function chooseCustomer(id: string): Promise<void> {
    if (id === form.value.customerId) return
    form.value.customerId = id
    form.value.contactIds = []
    if (target.kind === 'edit') return
    try {
      const usual = await backend.call('activities.defaults', { customerId: id, tz: tz() })
      if (form.value.customerId !== id) return
      if (form.value.contactIds.length === 0) form.value.contactIds = usual.contactIds
      if (form.value.assigneeId === base.value.assigneeId) form.value.assigneeId = usual.assigneeId
    } catch {
      // The person chooses the contact and the assignee.
    }
  }

  function startAfresh(): void {
    restoredAt.value = undefined
    left.value = new Set()
    wasTried.value = false
    show(base.value)
    draft.keep({ form: copyOf(base.value), base: base.value })
  }

  /** Leaves the form; what was changed stays as a draft. */
  function leave(): boolean {
    if (isReady.value && !isChanged()) draft.discard()
    return isChanged()
  }

  /** Writes the activity; `undefined` when something stands in the way, which is then shown. */
  async function save(): Promise<Saved | undefined> {
    if (isSaving.value || !isReady.value) return undefined
    times.commit('start')
    times.commit('end')
    wasTried.value = true
    failure.value = undefined
    refused.value = {}
    if (Object.keys(allProblems.value).length > 0 || isGone.value) return undefined
    isSaving.value = true
    try {
      const saved = target.kind === 'new' ? await create() : await update(target.activityId)
      draft.discard()
      return saved
    } catch (error) {
      refuse(error)
      return undefined
    } finally {
      isSaving.value = false
    }
  }

  async function create(): Promise<Saved> {
    const { description, attachments, reason } = form.value
    const { id, canUndo } = await backend.call('activities.create', {
      activity: newFields(form.value, context.value),
      description: copyOf(description),
      attachments: copyOf(attachments),
      ...(reason.trim() && { overrideReason: reason.trim() }),
    })
    return { kind: 'created', id, canUndo }
  }

  async function update(id: string): Promise<Saved> {
    const patch = changedFields(form.value, base.value, context.value)
    const place = profile.value?.customer
    if (patch.customerId !== undefined && place) patch.tz = place.tz ?? tz()
    if (Object.keys(patch).length === 0) return { kind: 'unchanged' }
    const before = Object.fromEntries(
      Object.keys(patch).map((field) => [field, stored.value?.[field as keyof ActivityFields]]),
    ) as Patch<ActivityFields>
    const reason = form.value.reason.trim()
    const { canUndo } = await backend.call('activities.update', {
      ...{ id, patch },
      ...(reason && { reason }),
    })
    return { kind: 'updated', id, before, after: patch, canUndo }
  }

  function refuse(error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('INTERNAL', String(error))
    const control = controlForRefusal(known.code)
    if (control) refused.value = { [control]: { code: known.code, details: known.details ?? {} } }
    else failure.value = known
  }

  return {
    form,
    stored,
    type,
    profile,
    status,
    times,
    warnings,
    problems,
    failure,
    restoredAt,
    isReady,
    isSaving,
    isChanged,
    open,
    startAfresh,
    leave,
    save,
    chooseType,
    chooseCustomer,
    leaveField: (field: FormField) => void left.value.add(field),
  }
}

export type ActivityFormState = ReturnType<typeof useActivityForm>
