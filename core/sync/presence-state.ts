import { type Present, textCursorSchema } from '../contract/presence.ts'
import { id } from '../contract/scalars.ts'
import type { AwarenessState } from './room-messages.ts'

/** What one page says of itself. */
export type Shown = Pick<Present, 'activityId' | 'cursor'>

/** Who it is, for stock clients: our own ask the directory. */
export interface ShownUser {
  readonly id: string
  readonly name: string
  /** `#RRGGBB` */
  readonly color: string
}

type State = NonNullable<AwarenessState['state']>

/** The awareness state of a page: `user` and `cursor` as stock bindings of Yjs read them. */
export function presenceState(user: ShownUser, { activityId, cursor }: Shown): State {
  return { user, activity: activityId, cursor }
}

/**
 * What somebody's awareness state says, as far as it can be believed: the server vouches for the id
 * of the user and for nothing else. `undefined` for a state of nobody.
 */
export function readPresence(state: State): (Shown & { readonly userId: string }) | undefined {
  const user: unknown = state['user']
  const userId = id.safeParse(typeof user === 'object' && user !== null && 'id' in user && user.id)
  if (!userId.success) return undefined
  return {
    userId: userId.data,
    activityId: id.safeParse(state['activity']).data ?? null,
    cursor: textCursorSchema.safeParse(state['cursor']).data ?? null,
  }
}
