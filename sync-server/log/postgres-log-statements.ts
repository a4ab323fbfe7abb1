const rows = `select log.*, quarantine.reason, quarantine.at as quarantined_at,
    folded.seq as folded_seq, case when folded.seq = log.seq then folded.state end as state`
const joined = `left join quarantine on quarantine.seq = log.seq
    left join folded on folded.doc_id = log.doc_id`
/** Bytes of the update in the row that a page would carry. */
const bytes = `case when quarantine.seq is not null then 0
    when folded.seq = log.seq then octet_length(folded.state)
    else octet_length(log.data) end`

/** The SQL of the log on the tables of `migrations/server-postgres`. */
export const postgresLog = {
  lockedHead: 'select seq, chain from log_head for update',
  head: 'select seq, chain from log_head',
  grow: 'update log_head set seq = $1, chain = $2 returning pg_notify($3, $4)',
  insert: `insert into log (seq, doc_id, user_id, at, data, sha, chain)
    select * from unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bytea[],
      $6::bytea[], $7::bytea[])`,
  places: `select log.seq from unnest($1::text[], $2::bytea[]) with ordinality
      as asked(doc_id, sha, number)
    left join log on log.doc_id = asked.doc_id and log.sha = asked.sha order by asked.number`,
  link: 'select chain from log where seq = $1',
  /** Up to the row whose update would exceed the bytes, unless it is the first that has any. */
  after: `select * from (
      ${rows}, ${bytes} as bytes, sum(${bytes}) over (order by log.seq) as total
      from (select * from log where seq > $1 order by seq limit $2) log ${joined}) page
    where total <= $3 or total = bytes order by seq`,
  ofDocument: `${rows} from log ${joined}
    where log.doc_id = $1 and quarantine.seq is null order by log.seq`,
  // One seek for each document, however long the log is.
  documentIds: `with recursive ids(id) as (
      select min(doc_id) from log where doc_id > $1
      union all select (select min(doc_id) from log where doc_id > id) from ids where id is not null)
    select id from ids where id is not null limit $2`,
  /** Of two servers that fold at once the one that has folded more is right. */
  fold: `insert into folded (doc_id, seq, state) values ($1, $2, $3)
    on conflict (doc_id) do update set seq = excluded.seq, state = excluded.state
      where folded.seq <= excluded.seq
    returning seq`,
  letGo: `update log set data = '' where doc_id = $1 and seq <= $2
    and seq not in (select seq from quarantine)`,
  quarantine: 'insert into quarantine (seq, reason, at) values ($1, $2, $3) on conflict do nothing',
  quarantined: `${rows} from log ${joined} where quarantine.seq is not null order by log.seq`,
} as const
