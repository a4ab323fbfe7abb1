import type { ImportResult } from '../../core/contract/imports.ts'
import { readSale, salesRoot, type StoredSale } from '../../core/crdt/customer-sales.ts'
import { ChangeSet } from '../app/change-feed.ts'
import type { Services } from '../app/services.ts'
import type { Edit } from '../documents/document-store.ts'
import { problemsOf } from './import-problems.ts'
import type { PlannedSale, SalesPlan } from './plan-sales.ts'
import type { RunOptions } from './run-import.ts'

/** Time of one write: see `run-import.ts`. */
const writeMs = 20

interface SalesRun extends RunOptions {
  readonly importId: string
  readonly fileName: string
}

/**
 * Writes the months of a plan, many in one transaction, and what stood there before, so that the import
 * can be taken back. A month that says the same already stays as it is.
 */
export async function runSales(
  services: Services,
  plan: SalesPlan,
  { author, dry, progress, signal, importId, fileName }: SalesRun,
): Promise<ImportResult> {
  const { writer } = services.db
  const counts = { created: 0, updated: 0, unchanged: 0, contacts: 0 }
  const keepImport = writer.prepared(
    `insert into sales_import (id, at, file_name) values (?, ?, ?)
     on conflict (id) do update set at = excluded.at`,
  )
  const keepChange = writer.prepared(
    `insert into sales_import_change (import_id, doc_id, key, before, after)
     values (?, ?, ?, ?, ?) on conflict do update set after = excluded.after`,
  )

  function writeOne(edit: Edit | null, { key, documentId, ...sale }: PlannedSale): void {
    const before = services.documents.read(documentId, (doc) => readSale(doc, key))
    if (before && isSame(before, sale)) {
      counts.unchanged++
      return
    }
    if (before) counts.updated++
    else counts.created++
    if (!edit) return
    const after: StoredSale = { ...sale, by: author.userId, at: author.at }
    edit.document(documentId, (doc) => doc.getMap(salesRoot).set(key, after))
    keepChange.run(
      ...[importId, documentId, key, before && JSON.stringify(before), JSON.stringify(after)],
    )
  }

  // Months of one document after the other: it is written once a transaction then.
  const order = plan.sales.toSorted((a, b) => (a.documentId < b.documentId ? -1 : 1))
  let done = 0
  let cancelled = false
  while (done < order.length && !cancelled) {
    const work = (edit: Edit | null): number => {
      const until = performance.now() + writeMs
      let next = done
      if (edit) keepImport.run(importId, author.at, fileName)
      do writeOne(edit, order[next++]!)
      while (next < order.length && performance.now() < until)
      return next
    }
    done = dry ? work(null) : services.documents.write(author, work)
    progress(Math.round((done / order.length) * plan.rowCount))
    await new Promise(setImmediate)
    cancelled = signal.aborted && done < order.length
  }
  if (!dry) {
    if (counts.created + counts.updated === 0) forgetEmpty(services, importId)
    const changes = new ChangeSet()
    changes.addAll('sales')
    services.feed.changed(changes)
  }
  return {
    rows: cancelled ? Math.round((done / order.length) * plan.rowCount) : plan.rowCount,
    ...counts,
    refused: plan.refused.length,
    ...problemsOf(plan),
    cancelled,
  }
}

/** An import that changed nothing leaves nothing to take back. */
function forgetEmpty({ db }: Services, importId: string): void {
  db.writer
    .prepared(
      `delete from sales_import where id = ?
       and not exists (select 1 from sales_import_change where import_id = sales_import.id)`,
    )
    .run(importId)
}

function isSame(before: StoredSale, sale: Omit<PlannedSale, 'key' | 'documentId'>): boolean {
  return (
    before.amountMinor === sale.amountMinor &&
    before.currency === sale.currency &&
    before.orders === sale.orders
  )
}
