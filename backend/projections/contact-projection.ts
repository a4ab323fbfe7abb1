import { findRecord, readRecord } from '../../core/crdt/record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import type { Connection } from '../storage/connection.ts'
import { prepareUpsert } from '../storage/upsert.ts'
import type { Projection } from './projection.ts'

/** Contacts; their names and phones are found with the customer's. */
export function contactProjection(writer: Connection): Projection {
  const remove = writer.prepared('delete from contact where id = ? returning customer_id')
  const upsert = prepareUpsert(writer, 'contact', 'id', [
    'id',
    'doc_id',
    'customer_id',
    'name',
    'role',
    'email',
    'phone',
    'mobile',
    'preferred',
    'deleted_at',
  ])
  return {
    root: contactRecord.root,
    tables: ['contact'],
    project({ documentId, doc, ids, changes, texts }) {
      const customers = new Set<string>()
      for (const id of ids) {
        changes.add('contact', id)
        const map = findRecord(doc, contactRecord, id)
        if (!map) {
          const removed = remove.get(id) as { customer_id: string } | undefined
          if (removed) customers.add(removed.customer_id)
          continue
        }
        const record = readRecord(contactRecord, map)
        customers.add(record.customerId)
        upsert({
          id,
          doc_id: documentId,
          customer_id: record.customerId,
          name: record.name,
          role: record.role,
          email: record.email,
          phone: record.phone,
          mobile: record.mobile,
          preferred: record.preferred ? 1 : 0,
          deleted_at: record.deletedAt,
        })
      }
      for (const customerId of customers) {
        texts.customers.add(customerId)
        changes.add('customer', customerId)
      }
    },
  }
}
