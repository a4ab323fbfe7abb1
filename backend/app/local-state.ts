import type { Role } from '../../core/contract/users.ts'
import type { ClockBaseline } from '../../core/domain/time/trusted-clock.ts'
import type { Visits } from '../../core/domain/visits.ts'
import type { Connection } from '../storage/connection.ts'
import { statements } from '../storage/statements.ts'

export interface WorkspaceIdentity {
  readonly workspaceId: string
  /** The person who uses this device. */
  readonly userId: string
  readonly isDemo: boolean
  readonly createdAt: number
}

/** The team's server that the workspace is shared through, and who this device is there. */
export interface SharedWorkspace {
  /** Scheme and host, for instance `https://wiseparts.example.com`. */
  readonly server: string
  /** The workspace's id at the server; one that was begun alone has its own here. */
  readonly workspaceId: string
  readonly userId: string
  readonly email: string
  readonly deviceId: string
  readonly roles: readonly Role[]
  readonly territory: readonly string[] | null
  /** Begun alone, and the server does not have its directory yet. */
  readonly isFounding: boolean
}

/** What belongs to this device and is never shared: identity, and the device's own preferences. */
export interface LocalState {
  workspace(): WorkspaceIdentity | undefined
  setWorkspace(identity: WorkspaceIdentity): void
  shared(): SharedWorkspace | undefined
  setShared(shared: SharedWorkspace): void
  /** Whether the server has shut this device out, until somebody signs in again (PRM-03). */
  isLocked(): boolean
  setLocked(isLocked: boolean): void
  /** When somebody looked at activities on this device; `undefined` before that. */
  visits(): Visits | undefined
  setVisits(visits: Visits): void
  /** When this device's clock was last compared with a right one. */
  clock(): ClockBaseline | undefined
  setClock(baseline: ClockBaseline): void
  /** Minted once per data folder. */
  deviceId(): string
  devicePreferences(): Record<string, unknown>
  setDevicePreference(key: string, value: unknown): void
  /** After the table was emptied. */
  forget(): void
}

const preferencePrefix = 'preference:'

/** Values are JSON in the table `local_state`. */
export function openLocalState(writer: Connection, newId: () => string): LocalState {
  // Read for every request.
  const known = new Map<string, unknown>()
  const select = writer.prepared('select value from local_state where key = ?').pluck()
  const upsert = writer.prepared(`insert into local_state (key, value) values (?, ?)
    on conflict (key) do update set value = excluded.value`)
  function get(key: string): unknown {
    if (known.has(key)) return known.get(key)
    const text = select.get(key) as string | undefined
    const value: unknown = text === undefined ? undefined : JSON.parse(text)
    // What a transaction wrote may be rolled back.
    if (!writer.raw.inTransaction) known.set(key, value)
    return value
  }
  function set(key: string, value: unknown): void {
    const text = JSON.stringify(value ?? null)
    if (select.get(key) === text) return
    known.delete(key)
    upsert.run(key, text)
  }
  return {
    workspace: () => get('workspace') as WorkspaceIdentity | undefined,
    setWorkspace: (identity) => set('workspace', identity),
    shared: () => get('shared') as SharedWorkspace | undefined,
    setShared: (shared) => set('shared', shared),
    isLocked: () => get('locked') === true,
    setLocked: (isLocked) => set('locked', isLocked),
    visits: () => get('visits') as Visits | undefined,
    setVisits: (visits) => set('visits', visits),
    clock: () => get('clock') as ClockBaseline | undefined,
    setClock: (baseline) => set('clock', baseline),
    deviceId() {
      const known = get('device')
      if (typeof known === 'string') return known
      const minted = newId()
      set('device', minted)
      return minted
    },
    devicePreferences: () =>
      Object.fromEntries(
        writer
          .all(
            statements
              .selectFrom('local_state')
              .selectAll()
              .where('key', '>=', preferencePrefix)
              .where('key', '<', `${preferencePrefix}\u{10FFFF}`),
          )
          .map(({ key, value }) => [key.slice(preferencePrefix.length), JSON.parse(value)]),
      ),
    setDevicePreference: (key, value) => set(preferencePrefix + key, value),
    forget: () => known.clear(),
  }
}
