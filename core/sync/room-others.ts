import type { Present } from '../contract/presence.ts'
import { readPresence, type Shown } from './presence-state.ts'
import type { AwarenessState } from './room-messages.ts'

/** Whoever says nothing for so long is gone, as in y-protocols; clients speak every 15 s. */
export const silenceMs = 30_000
const mostListed = 200

interface Other extends Shown {
  readonly userId: string
  readonly clock: number
  readonly heardAt: number
}

/** The others in a room, by what the server passes on. Times are milliseconds of any steady clock. */
export class RoomOthers {
  private readonly others = new Map<number, Other>()

  /** Takes over what is newer than what is known. */
  take(states: readonly AwarenessState[], now: number): void {
    for (const { clientId, clock, state } of states) {
      const known = this.others.get(clientId)
      if (known && clock < known.clock) continue
      const presence = state && readPresence(state)
      if (!presence) this.others.delete(clientId)
      else if (known ? clock > known.clock : this.others.size < mostListed)
        this.others.set(clientId, { ...presence, clock, heardAt: now })
    }
  }

  /** Drops whoever has been silent for too long. */
  expire(now: number): void {
    for (const [clientId, { heardAt }] of this.others)
      if (now - heardAt >= silenceMs) this.others.delete(clientId)
  }

  clear(): void {
    this.others.clear()
  }

  /** Without those of `own` ids, which the server passes on too. */
  list(own: ReadonlySet<number>): Present[] {
    return [...this.others]
      .filter(([client]) => !own.has(client))
      .map(([client, { userId, activityId, cursor }]) => ({
        ...{ client, userId, activityId, cursor },
        isThisDevice: false,
      }))
  }
}
