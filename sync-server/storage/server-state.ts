import type { Database } from 'better-sqlite3'

/** A value of `server_state`, or `undefined`. */
export function readState(database: Database, key: string): string | undefined {
  return database.prepare('select value from server_state where key = ?').pluck().get(key) as
    string | undefined
}

/** A value of `server_state` that is made once and then stays. */
export function mintState(database: Database, key: string, mint: () => string): string {
  const known = readState(database, key)
  if (known !== undefined) return known
  // Another process may mint at the same time: the first one counts.
  database
    .prepare('insert into server_state (key, value) values (?, ?) on conflict do nothing')
    .run(key, mint())
  return readState(database, key)!
}

/** Id of the workspace, minted with the file. */
export const workspaceIdOf = (database: Database, newId: () => string): string =>
  mintState(database, 'workspace-id', newId)

/** Whether the workspace has its people and settings. */
export const isFounded = (database: Database): boolean => readState(database, 'founded') === '1'

export const markFounded = (database: Database): void =>
  void mintState(database, 'founded', () => '1')
