/**
 * How an activity stands with the team (TL-20): `local` while the team's server lacks changes of this
 * device to it, `review` while a conflict about it is undecided, whatever else is true, or `shared`.
 */
export const syncStates = ['local', 'review', 'shared'] as const
export type SyncState = (typeof syncStates)[number]
