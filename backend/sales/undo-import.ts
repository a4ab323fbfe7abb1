import { AppError } from '../../core/contract/app-error.ts'
import { readSale, salesRoot, storedSaleSchema } from '../../core/crdt/customer-sales.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { statements } from '../storage/statements.ts'

/**
 * Takes back what an import of this device wrote, where nobody changed it since.
 *
 * @returns how many months are as before, and how many say something else by now and stay
 * @throws AppError `E-NOT-FOUND` for an import that is not there any more
 */
export function undoSalesImport(
  { db, documents }: Services,
  importId: string,
  author: Author,
): { restored: number; kept: number } {
  const changes = db.writer.all(
    statements.selectFrom('sales_import_change').selectAll().where('import_id', '=', importId),
  )
  if (changes.length === 0) throw new AppError('E-NOT-FOUND', 'no such import', { id: importId })
  let restored = 0
  documents.write(author, (edit) => {
    for (const { doc_id, key, before, after } of changes) {
      const isUnchanged = documents.read(
        doc_id,
        (doc) => canonical(readSale(doc, key)) === canonical(JSON.parse(after)),
      )
      if (!isUnchanged) continue
      restored++
      edit.document(doc_id, (doc) => {
        const sales = doc.getMap(salesRoot)
        if (before === null) sales.delete(key)
        else sales.set(key, JSON.parse(before))
      })
    }
    db.writer.prepared('delete from sales_import_change where import_id = ?').run(importId)
    db.writer.prepared('delete from sales_import where id = ?').run(importId)
  })
  return { restored, kept: changes.length - restored }
}

/** The same text for the same value, in whichever order its keys came. */
function canonical(value: unknown): string {
  return JSON.stringify(storedSaleSchema.nullable().parse(value))
}
