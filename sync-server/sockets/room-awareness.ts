import type { Authenticated } from '../identity/sessions.ts'
import type { AwarenessState } from '../../core/sync/room-messages.ts'

/** Client ids that one connection may show: one, and those of a page that was loaded anew. */
const maxClientIds = 8

/** Whoever shows states: a connection. */
export interface AwarenessOwner {
  readonly session: Authenticated
}

interface Shown extends AwarenessState {
  readonly owner: AwarenessOwner | undefined
}

/** Who is in a room and where, as they say it themselves but for who they are. */
export class RoomAwareness {
  private readonly shown = new Map<number, Shown>()

  /**
   * Takes over what `owner` shows and answers with what changed, stamped with the user. States of
   * client ids that another connection owns are left out: stock clients pass on the states of others
   * with their own. The same person's same device may take over an id, as it does when it connects
   * anew before the old connection is known to be dead.
   */
  take(owner: AwarenessOwner, states: readonly AwarenessState[]): AwarenessState[] {
    return states
      .filter((state) => this.mayShow(owner, state))
      .map((state) => this.show(owner, state))
  }

  /** Everybody who is there. */
  present(): AwarenessState[] {
    return [...this.shown.values()].filter(({ state }) => state !== null)
  }

  /** Removes what a connection showed, and answers with what is to be told to the others. */
  leave(owner: AwarenessOwner): AwarenessState[] {
    return [...this.shown.values()]
      .filter((shown) => shown.owner === owner)
      .map(({ clientId, clock }) => {
        const gone = { clientId, clock: clock + 1, state: null, owner: undefined }
        this.shown.set(clientId, gone)
        return gone
      })
  }

  private mayShow(owner: AwarenessOwner, { clientId, clock, state }: AwarenessState): boolean {
    const known = this.shown.get(clientId)
    if (known?.owner && !isSameDevice(known.owner, owner)) return false
    // Removing one's own state keeps its clock, as in y-protocols.
    if (known && clock < known.clock) return false
    if (known && clock === known.clock && (state !== null || known.state === null)) return false
    if (!known && state === null) return false
    return known?.owner === owner || this.countOf(owner) < maxClientIds
  }

  private show(owner: AwarenessOwner, { clientId, clock, state }: AwarenessState): AwarenessState {
    const { userId } = owner.session.claims
    const stamped = state && { ...state, user: { ...asObject(state.user), id: userId } }
    const shown = { clientId, clock, state: stamped, owner: stamped ? owner : undefined }
    this.shown.set(clientId, shown)
    return shown
  }

  private countOf(owner: AwarenessOwner): number {
    let count = 0
    for (const shown of this.shown.values()) if (shown.owner === owner) count++
    return count
  }
}

function isSameDevice(a: AwarenessOwner, b: AwarenessOwner): boolean {
  return (
    a === b ||
    (a.session.claims.userId === b.session.claims.userId &&
      a.session.deviceId === b.session.deviceId)
  )
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
