import type * as Y from 'yjs'
import { AppError } from '../../core/contract/app-error.ts'
import type { Customer } from '../../core/contract/customers.ts'
import { customerDocumentId } from '../../core/crdt/document-id.ts'
import { findRecord, readRecord, type RecordOf } from '../../core/crdt/record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import type { Services } from '../app/services.ts'

const maxDepth = 32

export interface CustomerPlace {
  readonly documentId: string
  readonly parentId: string | null
  readonly deletedAt: number | null
}

/** Where a customer's record lies, or `undefined`. */
export function findCustomer({ db }: Services, id: string): CustomerPlace | undefined {
  return db.writer
    .prepared(
      `select doc_id as documentId, parent_id as parentId, deleted_at as deletedAt
       from customer where id = ?`,
    )
    .get(id) as CustomerPlace | undefined
}

/** @throws AppError `E-NOT-FOUND` */
export function requireCustomer(services: Services, id: string): CustomerPlace {
  const place = findCustomer(services, id)
  if (!place) throw new AppError('E-NOT-FOUND', 'no such customer', { customer: id })
  return place
}

/** The main customer above a branch, or itself. Cycles, which a merge can make, end the walk. */
export function mainCustomerId(services: Services, id: string): string {
  let current = id
  for (let depth = 0; depth < maxDepth; depth++) {
    const parentId = findCustomer(services, current)?.parentId
    if (!parentId || parentId === id) return current
    current = parentId
  }
  return id
}

/** The customer's branches at any depth, without itself (TL-12). */
export function descendantIds({ db }: Services, id: string): string[] {
  const children = db.reader.prepared(
    'select id from customer where parent_id = ? order by name_sort, id',
  )
  const found = new Set<string>([id])
  const queue = [id]
  for (const parent of queue)
    for (const { id: child } of children.all(parent) as { id: string }[])
      if (!found.has(child)) {
        found.add(child)
        queue.push(child)
      }
  found.delete(id)
  return [...found]
}

/** The whole record, from its document; `undefined` when there is none. */
export function readCustomer(services: Services, id: string): Customer | undefined {
  const place = findCustomer(services, id)
  if (!place) return undefined
  return services.documents.read(place.documentId, (doc) => {
    const map = findRecord(doc, customerRecord, id)
    return map && toCustomer(id, readRecord(customerRecord, map))
  })
}

/** The record's map for writing. @throws AppError `E-NOT-FOUND` */
export function customerMap(doc: Y.Doc, id: string): Y.Map<unknown> {
  const map = findRecord(doc, customerRecord, id)
  if (!map) throw new AppError('E-NOT-FOUND', 'no such customer', { customer: id })
  return map
}

/** The document for a new customer: its own, or its main customer's for a branch. */
export function documentForNewCustomer(
  services: Services,
  id: string,
  parentId: string | null,
): string {
  return customerDocumentId(parentId === null ? id : mainCustomerId(services, parentId))
}

function toCustomer(id: string, record: RecordOf<typeof customerRecord>): Customer {
  const { salesperson1Id, salesperson2Id, salesperson3Id, source, ...others } = record
  const { deletedBy, placeProposal, ...fields } = others
  void source
  void placeProposal
  void deletedBy
  const slots = [salesperson1Id, salesperson2Id, salesperson3Id]
  return { id, ...fields, salespersonIds: slots.filter((slot) => slot !== null) }
}
