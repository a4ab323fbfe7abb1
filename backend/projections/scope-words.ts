import type { TimelineBlock } from '../../core/contract/timeline.ts'

/**
 * Words of the search index's column `scope`, by which a search is narrowed in the index itself:
 * `scope : <word>`.
 */
export function customerWord(customerId: string): string {
  return `c${plain(customerId)}`
}

export function assigneeWord(userId: string): string {
  return `u${plain(userId)}`
}

/** The blocks that hold few of all activities; what is neither belongs to history, once it began. */
export const blockWords = {
  undated: 'bundated',
  upcoming: 'bawaiting',
} as const satisfies Partial<Record<TimelineBlock, string>>

/** All words of one activity. */
export function scopeOf(activity: {
  readonly customerId: string
  readonly assigneeId: string
  readonly startAt: number | null
  readonly isAwaiting: boolean
}): string {
  const words = [customerWord(activity.customerId), assigneeWord(activity.assigneeId)]
  if (activity.startAt === null) words.push(blockWords.undated)
  else if (activity.isAwaiting) words.push(blockWords.upcoming)
  return words.join(' ')
}

function plain(id: string): string {
  return id.replaceAll(/[^0-9A-Za-z]/g, '').toLowerCase()
}
