import type { Connection } from '../storage/connection.ts'

export interface DueContent {
  readonly hash: string
  readonly size: number
}

/** Which contents of attached files are both here and with the server, in `server_content`. */
export interface ServerContents {
  /** Contents of files in use of which that is not known for this log, smallest first. */
  due(epoch: string): DueContent[]
  add(hash: string, epoch: string): void
  /** Ids of the attachments with a content. */
  attachments(hash: string): string[]
}

export function openServerContents(connection: Connection): ServerContents {
  const due = connection.prepared(`select hash, min(size_bytes) as size from attachment
    where deleted_at is null
      and not exists (select 1 from server_content known
        where known.hash = attachment.hash and known.epoch = ?)
    group by hash order by size, hash`)
  const upsert = connection.prepared(`insert into server_content (hash, epoch) values (?, ?)
    on conflict (hash) do update set epoch = excluded.epoch`)
  const attachments = connection.prepared('select id from attachment where hash = ?').pluck()
  return {
    due: (epoch) => due.all(epoch) as DueContent[],
    add: (hash, epoch) => void upsert.run(hash, epoch),
    attachments: (hash) => attachments.all(hash) as string[],
  }
}
