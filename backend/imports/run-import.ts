import * as Y from 'yjs'
import type { ImportResult } from '../../core/contract/imports.ts'
import { customerDocumentId } from '../../core/crdt/document-id.ts'
import {
  createRecord,
  findRecord,
  type PatchOf,
  readRecord,
  writeRecord,
} from '../../core/crdt/record.ts'
import { contactRecord } from '../../core/crdt/records/contact-record.ts'
import { customerRecord } from '../../core/crdt/records/customer-record.ts'
import { normaliseSearch } from '../../core/imports/normalise.ts'
import type { Services } from '../app/services.ts'
import { toRecordPatch } from '../customers/customer-fields.ts'
import { findCustomer } from '../customers/customer-lookup.ts'
import type { Author, Edit } from '../documents/document-store.ts'
import { newRecordMeta, touchedMeta } from '../handlers/record-meta.ts'
import { statements } from '../storage/statements.ts'
import { problemsOf } from './import-problems.ts'
import type { ImportPlan, PlannedRow } from './plan-import.ts'

/** Time of one write: long enough that commits take little of it, short enough for a window to wait. */
const writeMs = 20

type CustomerPatch = PatchOf<typeof customerRecord>
type Counts = Pick<ImportResult, 'created' | 'updated' | 'unchanged' | 'contacts'>

export interface RunOptions {
  readonly author: Author
  /** Counts only; nothing is written. */
  readonly dry: boolean
  readonly progress: (rows: number) => void
  /** Looked at between two writes. */
  readonly signal: AbortSignal
}

/**
 * Writes the rows of a plan, main customers before their branches, many in one transaction.
 * Cancelling leaves what is written; the external id keeps a second run from doing it again.
 */
export async function runImport(
  services: Services,
  plan: ImportPlan,
  { author, dry, progress, signal }: RunOptions,
): Promise<ImportResult> {
  const counts: Counts = { created: 0, updated: 0, unchanged: 0, contacts: 0 }
  const ids: string[] = []
  const order = plan.rows
    .map((row, index) => ({ row, index }))
    .filter((each): each is { row: PlannedRow; index: number } => each.row !== null)
    .sort((a, b) => depth(a.row) - depth(b.row))

  let done = 0
  let cancelled = false
  while (done < order.length && !cancelled) {
    const work = (edit: Edit | null): number => {
      const until = performance.now() + writeMs
      let next = done
      do {
        const { row, index } = order[next++]!
        const id = row.existingId ?? services.newId()
        ids[index] = id
        importRow(services, edit, { row, id, parentId: parentOf(row, ids), author, counts })
      } while (next < order.length && performance.now() < until)
      return next
    }
    done = dry ? work(null) : services.documents.write(author, work)
    progress(done)
    await new Promise(setImmediate)
    cancelled = signal.aborted && done < order.length
  }
  return {
    rows: cancelled ? done : plan.rowCount,
    ...counts,
    refused: plan.refused.length,
    ...problemsOf(plan),
    cancelled,
  }
}

function depth({ parent }: PlannedRow): number {
  return parent === null ? 0 : 1
}

/** Main customers come before their branches: their id is known by then. */
function parentOf({ parent }: PlannedRow, ids: readonly string[]): string | null {
  if (parent === null) return null
  return 'id' in parent ? parent.id : (ids[parent.row] ?? null)
}

interface RowWork {
  readonly row: PlannedRow
  readonly id: string
  readonly parentId: string | null
  readonly author: Author
  readonly counts: Counts
}

function importRow(services: Services, edit: Edit | null, work: RowWork): void {
  const { row, id, parentId, author, counts } = work
  const documentId =
    row.existingId === null
      ? customerDocumentId(parentId ?? id)
      : findCustomer(services, row.existingId)!.documentId
  const patch = patchOf(work)
  if (row.existingId === null) {
    counts.created++
    edit?.document(documentId, (doc) => {
      createRecord(doc, customerRecord, id, { ...patch, parentId, ...newRecordMeta(author) })
    })
  } else {
    const changed = services.documents.read(documentId, (doc) => {
      const map = findRecord(doc, customerRecord, id)
      return map ? changesOf(map, patch) : {}
    })
    if (Object.keys(changed).length === 0) counts.unchanged++
    else {
      counts.updated++
      edit?.document(documentId, (doc) => {
        const map = findRecord(doc, customerRecord, id)
        if (map) writeRecord(customerRecord, map, { ...changed, ...touchedMeta(author) })
      })
    }
  }
  importContact(services, edit, documentId, work)
}

/** What the row says of its customer; a country nobody wrote is only for new customers. */
function patchOf({ row, parentId, author }: RowWork): CustomerPatch {
  const { mapped, salespersonId, existingId } = row
  const fields = { ...mapped.customer }
  if (existingId !== null && mapped.countryIsAssumed) delete fields.country
  return {
    ...toRecordPatch(fields),
    ...(salespersonId !== null && { salesperson1Id: salespersonId }),
    // A file without a parent column says nothing about the hierarchy of known customers.
    ...(mapped.parent !== undefined && { parentId }),
    ...(mapped.location !== undefined && {
      location: mapped.location && {
        ...mapped.location,
        accuracyM: null,
        quality: 'unknown' as const,
        source: 'import' as const,
        setBy: author.userId,
        setAt: author.at,
      },
    }),
  }
}

/** The part of a patch that differs from the stored record. */
function changesOf(map: Y.Map<unknown>, patch: CustomerPatch): CustomerPatch {
  const stored = readRecord(customerRecord, map) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, value]) => value !== undefined && !isSame(name, stored[name], value),
    ),
  )
}

function isSame(name: string, stored: unknown, value: unknown): boolean {
  if (name === 'location') {
    const [a, b] = [stored, value] as ({ lat: number; lon: number } | null)[]
    return a?.lat === b?.lat && a?.lon === b?.lon
  }
  if (Array.isArray(stored) && Array.isArray(value))
    return sorted(stored as string[]) === sorted(value as string[])
  return (stored ?? null) === (value ?? null)
}

const sorted = (members: readonly string[]): string => JSON.stringify(members.toSorted())

/** A row's contact, found again by name among the customer's contacts. */
function importContact(
  services: Services,
  edit: Edit | null,
  documentId: string,
  { row, id: customerId, author, counts }: RowWork,
): void {
  const { contact } = row.mapped
  if (!contact) return
  const known = services.db.writer
    .all(
      statements
        .selectFrom('contact')
        .select(['id', 'name'])
        .where('customer_id', '=', customerId)
        .where('deleted_at', 'is', null),
    )
    .find(({ name }) => normaliseSearch(name) === normaliseSearch(contact.name))
  const values = Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== null))
  if (!known) {
    counts.contacts++
    const preferred = !hasContacts(services, customerId)
    edit?.document(documentId, (doc) => {
      createRecord(doc, contactRecord, services.newId(), {
        ...contact,
        customerId,
        preferred,
        ...newRecordMeta(author),
      })
    })
    return
  }
  edit?.document(documentId, (doc) => {
    const map = findRecord(doc, contactRecord, known.id)
    if (map) writeRecord(contactRecord, map, values)
  })
}

function hasContacts({ db }: Services, customerId: string): boolean {
  return (
    db.writer
      .prepared('select 1 from contact where customer_id = ? and deleted_at is null')
      .get(customerId) !== undefined
  )
}
