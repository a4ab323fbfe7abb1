import type { ConnectionState } from '../../core/rpc/reconnecting-client.ts'

/** Keys of `app.status`. */
type LocalStatus = 'saved' | 'saving' | 'reconnecting'

/**
 * What the status bar says about what a person has entered (SYN-01).
 *
 * @param areWritesSlow commands have been under way for long enough to be worth a word
 */
export function localStatus(
  connection: ConnectionState['status'],
  areWritesSlow: boolean,
): LocalStatus {
  if (connection !== 'ready') return 'reconnecting'
  return areWritesSlow ? 'saving' : 'saved'
}
