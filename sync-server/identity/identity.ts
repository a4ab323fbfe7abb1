import type { Database } from 'better-sqlite3'
import type { Directory } from '../directory/directory.ts'
import { Attempts } from './attempts.ts'
import { IdentityTables } from './identity-tables.ts'
import { TokenSigner } from './access-token.ts'

/** Somebody lost access or has other rights now. Without `deviceId`: on all their devices. */
export interface AccessChange {
  readonly userId: string
  readonly deviceId?: string
  readonly kind: 'revoked' | 'roles'
}
export type AccessListener = (change: AccessChange) => void

/** What the operations of this folder work with. */
export interface Identity {
  readonly workspaceId: string
  readonly tables: IdentityTables
  readonly signer: TokenSigner
  readonly attemptsByEmail: Attempts
  readonly attemptsByAddress: Attempts
  readonly accessListeners: Set<AccessListener>
  readonly now: () => number
  readonly newId: () => string
}

/** Identity with the directory behind it and whether the workspace is founded. */
export interface Workspace extends Identity {
  readonly directory: Directory
  readonly isFounded: () => boolean
}

export interface IdentityOptions {
  readonly database: Database
  readonly workspaceId: string
  readonly now: () => number
  readonly newId: () => string
}

export function createIdentity({ database, workspaceId, now, newId }: IdentityOptions): Identity {
  return {
    workspaceId,
    tables: new IdentityTables(database),
    signer: new TokenSigner(database, workspaceId, now),
    attemptsByEmail: new Attempts({ burst: 10, refillMs: 60_000 }, now),
    // A whole office may come from one address.
    attemptsByAddress: new Attempts({ burst: 60, refillMs: 5000 }, now),
    accessListeners: new Set(),
    now,
    newId,
  }
}

/** Tells that access changed, after it is in the database. */
export function announceAccess({ accessListeners }: Identity, change: AccessChange): void {
  for (const listener of accessListeners) listener(change)
}
