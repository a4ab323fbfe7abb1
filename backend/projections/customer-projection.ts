import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { normaliseSearch } from '../../core/imports/normalise.ts'
import type { Connection } from '../storage/connection.ts'
import type { Projection } from './projection.ts'

/** Customers and branches, one row each, with their row of the search index. */
export function customerProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from customer where id = ? returning rid')
  const removeText = writer.prepared('delete from customer_text where rowid = ?')
  const upsert = writer.prepared(`insert into customer
      (id, doc_id, parent_id, name, name_sort, code, city, postcode, country, phone, tz,
       salesperson_id, place_proposed, archived_at, deleted_at)
    values (@id, @doc_id, @parent_id, @name, @name_sort, @code, @city, @postcode, @country, @phone,
      @tz, @salesperson_id, @place_proposed, @archived_at, @deleted_at)
    on conflict (id) do update set doc_id = excluded.doc_id, parent_id = excluded.parent_id,
      name = excluded.name, name_sort = excluded.name_sort, code = excluded.code,
      city = excluded.city, postcode = excluded.postcode, country = excluded.country,
      phone = excluded.phone, tz = excluded.tz, salesperson_id = excluded.salesperson_id, place_proposed = excluded.place_proposed,
      archived_at = excluded.archived_at, deleted_at = excluded.deleted_at`)

  return {
    root: customerRecord.root,
    tables: ['customer', 'customer_text'],
    project({ documentId, doc, ids, changes, texts }) {
      for (const id of ids) {
        changes.add('customer', id)
        const map = findRecord(doc, customerRecord, id)
        if (!map) {
          const removed = remove.get(id) as { rid: number } | undefined
          if (removed) removeText.run(removed.rid)
          continue
        }
        const record = readRecord(customerRecord, map)
        upsert.run({
          id,
          doc_id: documentId,
          parent_id: record.parentId === id ? null : record.parentId,
          name: record.name,
          name_sort: normaliseSearch(record.name),
          code: record.code,
          city: record.city,
          postcode: record.postcode,
          country: record.country,
          phone: record.phone,
          tz: record.tz,
          salesperson_id: record.salesperson1Id,
          place_proposed: record.placeProposal ? 1 : 0,
          archived_at: record.archivedAt,
          deleted_at: record.deletedAt,
        })
        texts.customers.add(id)
      }
    },
  }
}
