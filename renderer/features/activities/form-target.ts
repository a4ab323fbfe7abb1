import type { ActivityFields } from '../../../core/contract/activities.ts'
import type { DeltaOp } from '../../../core/contract/scalars.ts'

/** What a new activity takes over from another one. */
export interface Prefill extends Omit<ActivityFields, 'customerId' | 'status'> {
  readonly customerId: string | null
  readonly description: readonly DeltaOp[]
}

/** What a form is opened for. */
export type FormTarget =
  | {
      readonly kind: 'new'
      /** The customer on whose screen it is; `null` on the screen of all customers. */
      readonly customerId: string | null
      /** Key of the draft, `activity:new:<customer or all>` unless it is a copy. */
      readonly draftKey: string
      readonly prefill?: Prefill
    }
  | { readonly kind: 'edit'; readonly activityId: string }

export const newTarget = (customerId: string | null): FormTarget => ({
  kind: 'new',
  customerId,
  draftKey: `activity:new:${customerId ?? 'all'}`,
})

export const draftKeyOf = (target: FormTarget): string =>
  target.kind === 'new' ? target.draftKey : `activity:edit:${target.activityId}`
