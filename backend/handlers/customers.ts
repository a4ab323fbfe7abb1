import { AppError } from '../../core/contract/app-error.ts'
import type { Contact, CustomerProfile, customersContract } from '../../core/contract/customers.ts'
import { createRecord, findRecord, writeRecord } from '../../core/crdt/record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { areValidCoordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type { Handlers } from '../../core/rpc/handlers.ts'
import type { RequestContext } from '../app/request-context.ts'
import { authorOf, type Services } from '../app/services.ts'
import { checkCustomerFields, toRecordPatch } from '../customers/customer-fields.ts'
import {
  customerMap,
  descendantIds,
  documentForNewCustomer,
  mainCustomerId,
  readCustomer,
  requireCustomer,
} from '../customers/customer-lookup.ts'
import { searchCustomers } from '../customers/search-customers.ts'
import type { Author, Edit } from '../documents/document-store.ts'
import { statements } from '../storage/statements.ts'
import { deletedMeta, newRecordMeta, touchedMeta } from './record-meta.ts'

export function customersHandlers(
  services: Services,
): Handlers<typeof customersContract, RequestContext> {
  const { db, documents, feed, live } = services

  /** Changes one customer's record. */
  function change(
    id: string,
    context: RequestContext,
    patch: (author: Author) => Parameters<typeof writeRecord<typeof customerRecord>>[2],
  ): Record<string, never> {
    const { documentId } = requireCustomer(services, id)
    const author = authorOf(services, context)
    documents.write(author, (edit) =>
      edit.document(documentId, (doc) =>
        writeRecord(customerRecord, customerMap(doc, id), {
          ...patch(author),
          ...touchedMeta(author),
        }),
      ),
    )
    return {}
  }

  function contactPlace(id: string): { documentId: string; customerId: string } {
    const row = db.writer.first(
      statements.selectFrom('contact').select(['doc_id', 'customer_id']).where('id', '=', id),
    )
    if (!row) throw new AppError('E-NOT-FOUND', 'no such contact', { contact: id })
    return { documentId: row.doc_id, customerId: row.customer_id }
  }

  /** At most one preferred contact per location: the new one takes it from the others. */
  function unprefer(edit: Edit, customerId: string, except: string, author: Author): void {
    const others = db.writer.all(
      statements
        .selectFrom('contact')
        .select(['id', 'doc_id'])
        .where('customer_id', '=', customerId)
        .where('preferred', '=', 1)
        .where('id', '!=', except),
    )
    for (const { id, doc_id } of others)
      edit.document(doc_id, (doc) => {
        const map = findRecord(doc, contactRecord, id)
        if (map) writeRecord(contactRecord, map, { preferred: false, ...touchedMeta(author) })
      })
  }

  return {
    'customers.search': (search) => searchCustomers(db.reader, search),

    'customers.changes': (_input, emit) =>
      feed.subscribe((changes) => {
        if (!changes.has('customer')) return
        const ids = changes.ids('customer')
        emit(ids === 'all' ? { ids: [], all: true } : { ids: [...ids], all: false })
      }),

    'customers.watch': ({ id }, emit) =>
      live.subscribe(
        {
          key: `customers.watch ${id}`,
          tables: ['customer', 'contact'],
          run: () => profile(services, id),
        },
        emit,
      ),

    'customers.create': ({ parentId, fields }, context) => {
      if (parentId !== null) requireCustomer(services, parentId)
      checkCustomerFields(services, null, fields)
      const author = authorOf(services, context)
      const id = services.newId()
      // Branches hang on the main customer: two levels (CUS-02).
      const main = parentId === null ? null : mainCustomerId(services, parentId)
      documents.write(author, (edit) =>
        edit.document(documentForNewCustomer(services, id, main), (doc) => {
          createRecord(doc, customerRecord, id, {
            parentId: main,
            ...toRecordPatch(fields),
            ...newRecordMeta(author),
          })
        }),
      )
      return { id }
    },

    'customers.update': ({ id, patch }, context) => {
      checkCustomerFields(services, id, patch)
      return change(id, context, () => toRecordPatch(patch))
    },

    'customers.setParent': ({ id, parentId }, context) => {
      if (parentId !== null) {
        requireCustomer(services, parentId)
        if (parentId === id || descendantIds(services, id).includes(parentId))
          throw new AppError('E-CUS-CYCLE', 'a customer cannot be a branch of itself')
        if (descendantIds(services, id).length > 0)
          throw new AppError('E-CUS-CYCLE', 'a customer with branches cannot become a branch')
      }
      const main = parentId === null ? null : mainCustomerId(services, parentId)
      return change(id, context, () => ({ parentId: main }))
    },

    'customers.setLocation': ({ id, location }, context) => {
      if (location && !areValidCoordinates(location))
        throw new AppError('E-GEO-INVALID', 'not usable coordinates')
      return change(id, context, ({ userId, at }) => ({
        location: location && { ...location, accuracyM: null, setBy: userId, setAt: at },
      }))
    },

    'customers.setArchived': ({ id, archived }, context) =>
      change(id, context, ({ at }) => ({ archivedAt: archived ? at : null })),

    'customers.setDeleted': ({ id, deleted }, context) =>
      change(id, context, (author) => deletedMeta(author, deleted)),

    'contacts.create': ({ customerId, fields }, context) => {
      const { documentId } = requireCustomer(services, customerId)
      const author = authorOf(services, context)
      const id = services.newId()
      documents.write(author, (edit) => {
        edit.document(documentId, (doc) => {
          createRecord(doc, contactRecord, id, {
            customerId,
            ...fields,
            ...newRecordMeta(author),
          })
        })
        if (fields.preferred) unprefer(edit, customerId, id, author)
      })
      return { id }
    },

    'contacts.update': ({ id, patch }, context) => {
      const { documentId, customerId } = contactPlace(id)
      const author = authorOf(services, context)
      documents.write(author, (edit) => {
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, contactRecord, id)
          if (map) writeRecord(contactRecord, map, { ...patch, ...touchedMeta(author) })
        })
        if (patch.preferred) unprefer(edit, customerId, id, author)
      })
      return {}
    },

    'contacts.setDeleted': ({ id, deleted }, context) => {
      const { documentId } = contactPlace(id)
      const author = authorOf(services, context)
      documents.write(author, (edit) =>
        edit.document(documentId, (doc) => {
          const map = findRecord(doc, contactRecord, id)
          if (map) writeRecord(contactRecord, map, deletedMeta(author, deleted))
        }),
      )
      return {}
    },
  }
}

function profile(services: Services, id: string): CustomerProfile | null {
  const customer = readCustomer(services, id)
  if (!customer) return null
  const mainId = mainCustomerId(services, id)
  const main = mainId === id ? customer : readCustomer(services, mainId)
  const { reader } = services.db
  return {
    customer,
    main: { id: mainId, name: main?.name ?? '' },
    branches: descendantIds(services, mainId).flatMap((branchId) =>
      reader
        .all(
          statements
            .selectFrom('customer')
            .select(['id', 'name', 'city', 'archived_at as archivedAt'])
            .where('id', '=', branchId)
            .where('deleted_at', 'is', null),
        )
        .slice(0, 1),
    ),
    contacts: reader
      .all(
        statements
          .selectFrom('contact')
          .select(['id', 'customer_id', 'name', 'role', 'email', 'phone', 'mobile', 'preferred'])
          .where('customer_id', '=', id)
          .where('deleted_at', 'is', null)
          .orderBy('preferred', 'desc')
          .orderBy('name'),
      )
      .map(({ customer_id, preferred, ...contact }): Contact => ({
        ...contact,
        customerId: customer_id,
        preferred: preferred === 1,
      })),
  }
}
