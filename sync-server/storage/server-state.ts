import type { Sql } from './sql.ts'

/** A value of `server_state`, or `undefined`. */
export async function readState(sql: Sql, key: string): Promise<string | undefined> {
  const [row] = await sql.all('select value from server_state where key = ?', key)
  return row?.['value'] as string | undefined
}

/** A value of `server_state` that is made once and then stays. */
export async function mintState(sql: Sql, key: string, mint: () => string): Promise<string> {
  const known = await readState(sql, key)
  if (known !== undefined) return known
  // Another process may mint at the same time: the first one counts.
  await sql.all(
    'insert into server_state (key, value) values (?, ?) on conflict do nothing',
    ...[key, mint()],
  )
  return (await readState(sql, key))!
}

/** Id of the workspace, minted with the database. */
export const workspaceIdOf = (sql: Sql, newId: () => string): Promise<string> =>
  mintState(sql, 'workspace-id', newId)

/** Whether the workspace has its people and settings. */
export const isFounded = async (sql: Sql): Promise<boolean> =>
  (await readState(sql, 'founded')) === '1'

export async function markFounded(sql: Sql): Promise<void> {
  await mintState(sql, 'founded', () => '1')
}

/** Names the log anew: clients then know that it may lack what they have. */
export async function renewEpoch(sql: Sql, newId: () => string): Promise<void> {
  await sql.all("update server_state set value = ? where key = 'epoch'", newId())
}
