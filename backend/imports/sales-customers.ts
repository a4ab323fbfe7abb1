import { normaliseSearch } from '../../core/imports/normalise.ts'
import type { RowProblemCode } from '../../core/imports/row-problem.ts'
import type { Connection } from '../storage/connection.ts'

/** Whose sales a row tells. */
export interface SalesCustomer {
  readonly id: string
  readonly documentId: string
}

type Found = SalesCustomer | { readonly problem: RowProblemCode }

/**
 * Finds the customer or branch of a row: by its code where there is one, else by its name. Deleted ones
 * are not found; every answer is remembered for the next row.
 */
export function salesCustomers(
  reader: Connection,
): (code: string | null, name: string | null) => Found {
  const columns = 'select id, doc_id as documentId from customer where'
  const byCode = reader.prepared(`${columns} code = ? and deleted_at is null limit 2`)
  const byName = reader.prepared(`${columns} name_sort = ? and deleted_at is null limit 2`)
  const known = new Map<string, Found>()
  return (code, name) => {
    const key = code === null ? `n${normaliseSearch(name ?? '')}` : `c${code}`
    const before = known.get(key)
    if (before) return before
    const rows = (
      code === null ? byName.all(normaliseSearch(name ?? '')) : byCode.all(code)
    ) as SalesCustomer[]
    const [only] = rows
    const found: Found =
      only === undefined
        ? { problem: 'customer_unknown' }
        : rows.length > 1
          ? { problem: 'customer_ambiguous' }
          : only
    known.set(key, found)
    return found
  }
}
