import type { LocalState } from '../app/local-state.ts'
import { transferPreferences } from '../../core/contract/attachments.ts'

/** What this device has chosen about the contents of files (ATT-05). */
export interface TransferChoices {
  /** Whether nothing is sent or received but what is opened. */
  isPaused(this: void): boolean
  /** Customers whose contents are all wanted here, also large ones. */
  keptCustomers(this: void): string[]
}

/** The choices as the page writes them, among the preferences of the device. */
export function transferChoices(local: LocalState): TransferChoices {
  return {
    isPaused() {
      const chosen = local.devicePreferences()
      return [transferPreferences.limited, transferPreferences.savesData].some(
        (key) => chosen[key] === true,
      )
    },
    keptCustomers() {
      const ids = local.devicePreferences()[transferPreferences.kept]
      return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : []
    },
  }
}
