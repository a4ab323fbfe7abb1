import { connectReader } from '../../sqlite/connect.ts'
import { PostgresDatabase } from '../storage/postgres-database.ts'
import { databaseFile } from '../storage/server-database.ts'
import { readState } from '../storage/server-state.ts'
import { SqliteSql } from '../storage/sqlite-sql.ts'
import { Turns } from '../storage/turns.ts'

const urls = new Map<string, string>()
let makeUrl: (() => Promise<string>) | undefined

/** From now on servers and logs of this test file keep what they have in databases of this kind. */
export function useStorage(make: () => Promise<string>): void {
  makeUrl = make
}

/** The database that belongs to a data folder; `undefined` where it is the file in it. */
export async function storeUrlOf(dataDir: string): Promise<string | undefined> {
  const url = urls.get(dataDir) ?? (await makeUrl?.())
  if (url !== undefined) urls.set(dataDir, url)
  return url
}

/** A value of `server_state`, read past the server that may be running. */
export async function readStateOf(dataDir: string, key: string): Promise<string | undefined> {
  const url = urls.get(dataDir)
  if (url !== undefined) {
    const database = new PostgresDatabase(url)
    return readState(database, key).finally(() => database.close())
  }
  const database = connectReader(databaseFile(dataDir))
  return readState(new SqliteSql(database, new Turns()), key).finally(() => database.close())
}
