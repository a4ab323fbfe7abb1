import type { TimelineRow } from '../../../core/contract/timeline.ts'

export type RowAction = 'open' | 'edit' | 'copy' | 'seen' | 'delete'

/** What can be done with a row: what is in the trash is only looked at, what is not new was seen. */
export function actionsOf({ deletedAt, news }: TimelineRow): readonly RowAction[] {
  return [
    'open',
    ...(deletedAt === null ? (['edit', 'copy'] as const) : []),
    ...(news.length > 0 ? (['seen'] as const) : []),
    ...(deletedAt === null ? (['delete'] as const) : []),
  ]
}
