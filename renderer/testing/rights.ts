import type { ActivityRights, Refusal } from '../../core/contract/permissions.ts'

/** Of somebody who may everything. */
export const everyRight: ActivityRights = {
  ...{ edit: null, editTimes: null, delete: null, restore: null },
}

/** It is Hugo's. */
export const refusedAsOthers: Refusal = { reason: 'others', people: ['Hugo Bernard'] }
