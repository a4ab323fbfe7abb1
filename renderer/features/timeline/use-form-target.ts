import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { Activity } from '../../../core/contract/activities.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useDirectory } from '../../data/use-directory.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { copyTarget, nextTarget } from '../activities/follow-on-target.ts'
import { newTarget, type FormTarget } from '../activities/form-target.ts'
import type { ActivityRoute } from '../activities/use-activity-route.ts'

interface FormOpener {
  /** What the form is open for; `undefined` when it is closed. */
  target: ComputedRef<FormTarget | undefined>
  edit(id: string): void
  copy(activity: Activity): void
  copyById(id: string): Promise<void>
  next(activity: Activity): void
  close(): void
}

/** Which form is open on a screen: the address asks for a new activity, buttons for the others. */
export function useFormTarget(route: ActivityRoute, customerId: () => string | null): FormOpener {
  const backend = useBackend()
  const notify = useNotify()
  const { typeById, types } = useDirectory()
  const chosen = shallowRef<FormTarget>()
  const target = computed(
    () => chosen.value ?? (route.isCreating.value ? newTarget(customerId()) : undefined),
  )
  // One form at a time: asking for a new activity leaves the other form, whose draft stays.
  watch(route.isCreating, (isAsked) => isAsked && (chosen.value = undefined))

  // A form is about the customer on screen.
  watch(customerId, () => (chosen.value = undefined))

  function choose(next: FormTarget): void {
    if (route.isCreating.value) route.stopCreating()
    chosen.value = next
  }
  const copy = (activity: Activity): void => choose(copyTarget(activity, Date.now()))

  return {
    target,
    edit: (activityId) => choose({ kind: 'edit', activityId }),
    copy,
    async copyById(id) {
      const activity = await new Promise<Activity | null>((resolve) => {
        const stop = backend.subscribe(
          'activities.watch',
          { id },
          (found) => {
            queueMicrotask(() => stop())
            resolve(found)
          },
          (error) => {
            notify.error(error)
            resolve(null)
          },
        )
      })
      if (activity) copy(activity)
    },
    next(activity) {
      const type = typeById(activity.typeId) ?? types.value[0]
      if (!type) return
      // One that is archived is not given any more.
      const next = types.value.find(({ id }) => id === type.nextTypeId)
      const following = { nextType: next ?? type, afterDays: type.nextAfterDays }
      choose(nextTarget(activity, following, Date.now()))
    },
    close() {
      chosen.value = undefined
      if (route.isCreating.value) route.stopCreating()
    },
  }
}
