import type { Database, Statement } from 'better-sqlite3'

/** A row of `log` with what `quarantine` says of it. */
export interface LogRow {
  readonly seq: number
  readonly doc_id: string
  readonly user_id: string
  readonly at: number
  readonly data: Uint8Array
  readonly sha: Uint8Array
  readonly chain: Uint8Array
  readonly reason: string | null
  readonly quarantined_at: number | null
}

const rows = `select log.*, quarantine.reason, quarantine.at as quarantined_at
  from log left join quarantine using (seq)`

/** The SQL of the log on the tables of `migrations/server`, prepared once. */
export function prepareLogStatements(database: Database) {
  return {
    begin: database.prepare<[string, string]>(
      'insert into server_state (key, value) values (?, ?) on conflict do nothing',
    ),
    state: plucked<[string], string>(
      database.prepare('select value from server_state where key = ?'),
    ),
    insert: database.prepare<[number, string, string, number, Uint8Array, Uint8Array, Uint8Array]>(
      'insert into log (seq, doc_id, user_id, at, data, sha, chain) values (?, ?, ?, ?, ?, ?, ?)',
    ),
    place: plucked<[string, Uint8Array], number>(
      database.prepare('select seq from log where doc_id = ? and sha = ?'),
    ),
    link: plucked<[number], Uint8Array>(database.prepare('select chain from log where seq = ?')),
    newest: database.prepare<[], LogRow>(`${rows} order by seq desc limit 1`),
    after: database.prepare<[number, number], LogRow>(
      `${rows} where log.seq > ? order by seq limit ?`,
    ),
    ofDocument: database.prepare<[string], LogRow>(
      `${rows} where doc_id = ? and reason is null order by seq`,
    ),
    quarantine: database.prepare<[number, string, number]>(
      'insert into quarantine (seq, reason, at) values (?, ?, ?) on conflict do nothing',
    ),
    quarantined: database.prepare<[], LogRow>(`${rows} where reason is not null order by seq`),
  }
}

export type LogStatements = ReturnType<typeof prepareLogStatements>

/** A statement that answers with its only column. */
function plucked<Parameters extends unknown[], Value>(
  statement: Statement<unknown[]>,
): Statement<Parameters, Value> {
  return statement.pluck() as unknown as Statement<Parameters, Value>
}
