import type { Database, Statement } from 'better-sqlite3'
import type { LogRow } from './log-row.ts'

const rows = `select log.*, quarantine.reason, quarantine.at as quarantined_at,
    folded.seq as folded_seq, case when folded.seq = log.seq then folded.state end as state
  from log left join quarantine on quarantine.seq = log.seq
    left join folded on folded.doc_id = log.doc_id`

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
    newest: database.prepare<[], LogRow>(`${rows} order by log.seq desc limit 1`),
    after: database.prepare<[number, number], LogRow>(
      `${rows} where log.seq > ? order by log.seq limit ?`,
    ),
    ofDocument: database.prepare<[string], LogRow>(
      `${rows} where log.doc_id = ? and reason is null order by log.seq`,
    ),
    // One seek for each document, however long the log is.
    documentIds: plucked<[string, number], string>(
      database.prepare(`with recursive ids(id) as (
        select min(doc_id) from log where doc_id > ?
        union all select (select min(doc_id) from log where doc_id > id) from ids where id is not null)
        select id from ids where id is not null limit ?`),
    ),
    letGo: database.prepare<[string, number]>(
      `update log set data = x'' where doc_id = ? and seq <= ?
        and seq not in (select seq from quarantine)`,
    ),
    fold: database.prepare<[string, number, Uint8Array]>(
      `insert into folded (doc_id, seq, state) values (?, ?, ?)
        on conflict (doc_id) do update set seq = excluded.seq, state = excluded.state`,
    ),
    quarantine: database.prepare<[number, string, number]>(
      'insert into quarantine (seq, reason, at) values (?, ?, ?) on conflict do nothing',
    ),
    quarantined: database.prepare<[], LogRow>(`${rows} where reason is not null order by log.seq`),
  }
}

export type LogStatements = ReturnType<typeof prepareLogStatements>

/** A statement that answers with its only column. */
function plucked<Parameters extends unknown[], Value>(
  statement: Statement<unknown[]>,
): Statement<Parameters, Value> {
  return statement.pluck() as unknown as Statement<Parameters, Value>
}
