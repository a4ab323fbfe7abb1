import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface ReportTarget {
  /** Of the report, or the one that it will have. */
  readonly id: string
  /** A new report with this form. */
  readonly formId: string | undefined
  /** A change of this report. */
  readonly of: string | undefined
}

interface TargetRoute {
  readonly target: ComputedRef<ReportTarget | undefined>
  open(this: void, target: { id: string; formId?: string; of?: string }): void
  close(this: void): void
}

/** Which report the address shows beside the activity, so that a link and a reload lead to it. */
export function useReportTarget(): TargetRoute {
  const route = useRoute()
  const router = useRouter()
  const text = (name: string): string | undefined => {
    const value = route.query[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const go = (target: { id?: string; formId?: string; of?: string }): void => {
    const { report: _report, form: _form, of: _of, ...rest } = route.query
    const { id, formId, of } = target
    void router.replace({
      query: {
        ...rest,
        ...(id !== undefined && { report: id }),
        ...(formId !== undefined && { form: formId }),
        ...(of !== undefined && { of }),
      },
    })
  }
  return {
    target: computed(() => {
      const id = text('report')
      return id === undefined ? undefined : { id, formId: text('form'), of: text('of') }
    }),
    open: go,
    close: () => go({}),
  }
}
