import type { Directory } from '../directory/directory.ts'
import { Attempts } from './attempts.ts'
import { IdentityTables } from './identity-tables.ts'
import type { AccessChange, SqlDatabase } from '../storage/sql.ts'
import { openTokenSigner, type TokenSigner } from './access-token.ts'

export type AccessListener = (change: AccessChange) => void

/** What the operations of this folder work with. */
export interface Identity {
  readonly workspaceId: string
  /** For what one statement decides. */
  readonly tables: IdentityTables
  /** Runs `work` in a transaction, with the tables as seen and changed by it alone. */
  readonly atomically: <T>(work: (tables: IdentityTables) => Promise<T>) => Promise<T>
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
  readonly isFounded: () => Promise<boolean>
}

export interface IdentityOptions {
  readonly sql: SqlDatabase
  readonly workspaceId: string
  readonly now: () => number
  readonly newId: () => string
}

/** @throws errors of the storage, where the key of the access tokens is kept */
export async function createIdentity(options: IdentityOptions): Promise<Identity> {
  const { sql, workspaceId, now, newId } = options
  return {
    workspaceId,
    tables: new IdentityTables(sql),
    atomically: (work) => sql.transaction((inside) => work(new IdentityTables(inside))),
    signer: await openTokenSigner(sql, workspaceId, now),
    attemptsByEmail: new Attempts({ burst: 10, refillMs: 60_000 }, now),
    // A whole office may come from one address.
    attemptsByAddress: new Attempts({ burst: 60, refillMs: 5000 }, now),
    accessListeners: new Set(),
    now,
    newId,
  }
}

/** Tells this server's sockets that access changed, after it is in the database. */
export function announceAccess({ accessListeners }: Identity, change: AccessChange): void {
  for (const listener of accessListeners) listener(change)
}
