import type { Present } from '../../../core/contract/presence.ts'

export interface Here {
  readonly userId: string
  /** Somebody else, or myself on another device or in another window of this one. */
  readonly who: 'colleague' | 'otherDevice' | 'otherWindow'
}

/**
 * Who else has an activity open: each colleague once, however many pages they have, in the order in
 * which they came, and myself last.
 *
 * @param isKnown whether the directory has a person: states of anybody else are not shown
 */
export function whoIsHere(
  others: readonly Present[],
  activityId: string,
  meId: string | undefined,
  isKnown: (userId: string) => boolean,
): Here[] {
  const here = new Map<string, Here>()
  for (const { userId, isThisDevice, activityId: shown } of others) {
    if (shown !== activityId || !isKnown(userId)) continue
    const own = isThisDevice ? 'otherWindow' : 'otherDevice'
    const who = userId === meId ? own : 'colleague'
    here.set(`${userId} ${who}`, { userId, who })
  }
  return [...here.values()].sort(
    (a, b) => Number(a.who !== 'colleague') - Number(b.who !== 'colleague'),
  )
}
