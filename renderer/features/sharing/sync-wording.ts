import type { SharedStatus } from './use-sync-status.ts'

/** More than this apart, a person is told: deadlines and times would be wrong (SYN-12). */
const tellSkewMs = 2 * 60_000

/** Keys of `sharing.status`. */
export type SyncWord = 'offline' | 'offlinePending' | 'syncing' | 'upToDate' | 'signedOut' | 'error'

/** What the status bar says of the exchange (SYN-01). */
export function syncWord({
  connection,
  error,
  pending,
}: Pick<SharedStatus, 'connection' | 'error' | 'pending'>): SyncWord {
  if (connection === 'signed-out') return 'signedOut'
  if (error) return 'error'
  if (connection === 'live') return pending > 0 ? 'syncing' : 'upToDate'
  if (connection === 'receiving') return 'syncing'
  return pending > 0 ? 'offlinePending' : 'offline'
}

/** Whole minutes that this machine's clock is ahead (positive) or behind; 0 where it is not worth a word. */
export function skewMinutes({ clockSkewMs }: Pick<SharedStatus, 'clockSkewMs'>): number {
  if (clockSkewMs === null || Math.abs(clockSkewMs) <= tellSkewMs) return 0
  return Math.round(clockSkewMs / 60_000)
}
