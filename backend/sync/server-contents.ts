import type { Connection } from '../storage/connection.ts'

export interface DueContent {
  readonly hash: string
  readonly size: number
  /** Whether it belongs to a customer whose files are all kept here. */
  readonly isKept: boolean
}

/** Which contents of attached files are both here and with the server, in `server_content`. */
export interface ServerContents {
  /**
   * Contents of files in use of which that is not known for this log, smallest first.
   *
   * @param keptCustomers with their branches, of every level
   */
  due(epoch: string, keptCustomers: readonly string[]): DueContent[]
  add(hash: string, epoch: string): void
  /** Ids of the attachments with a content. */
  attachments(hash: string): string[]
}

export function openServerContents(connection: Connection): ServerContents {
  const due = connection.prepared(`
    with recursive kept (id) as (
      select value from json_each(:kept)
      union select customer.id from kept join customer on customer.parent_id = kept.id)
    select hash, min(size_bytes) as size, max(coalesce(customer.id in kept, 0)) as isKept
    from attachment
    left join note on attachment.parent_kind = 'note' and note.id = attachment.parent_id
    left join activity on activity.id = coalesce(note.activity_id, attachment.parent_id)
    left join customer on customer.id = coalesce(activity.customer_id, attachment.parent_id)
    where attachment.deleted_at is null
      and not exists (select 1 from server_content known
        where known.hash = attachment.hash and known.epoch = :epoch)
    group by hash order by size, hash`)
  const upsert = connection.prepared(`insert into server_content (hash, epoch) values (?, ?)
    on conflict (hash) do update set epoch = excluded.epoch`)
  const attachments = connection.prepared('select id from attachment where hash = ?').pluck()
  return {
    due: (epoch, keptCustomers) =>
      (
        due.all({ epoch, kept: JSON.stringify(keptCustomers) }) as {
          hash: string
          size: number
          isKept: number
        }[]
      ).map((row) => ({ ...row, isKept: row.isKept === 1 })),
    add: (hash, epoch) => void upsert.run(hash, epoch),
    attachments: (hash) => attachments.all(hash) as string[],
  }
}
