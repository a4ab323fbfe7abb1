import type { Connection } from '../storage/connection.ts'
import { customerText } from './customer-text.ts'
import type { PendingTexts } from './pending-texts.ts'

/** Writes what a transaction held back; the last thing before the commit. */
export function textWriter(writer: Connection): (pending: PendingTexts) => void {
  const customers = customerText(writer)
  const remove = writer.prepared('delete from activity_text where rowid = ?')
  const insert = writer.prepared(
    'insert into activity_text (rowid, scope, title, description, notes) values (?, ?, ?, ?, ?)',
  )
  return (pending) => {
    customers.refresh(pending.customers)
    const rows = [...pending.activities].sort(([a], [b]) => a - b)
    for (const [rid, { columns, replaces }] of rows) {
      if (replaces) remove.run(rid)
      if (columns) insert.run(rid, ...columns)
    }
  }
}
