import { normaliseSearch } from '../../core/imports/normalise.ts'
import type { ExistingCustomer, ExistingCustomers } from '../../core/imports/resolve-parents.ts'
import type { Connection } from '../storage/connection.ts'

const columns = `c.id, c.code, c.parent_id, p.code as parent_code
  from customer c left join customer p on p.id = c.parent_id`

interface Row {
  id: string
  code: string | null
  parent_id: string | null
  parent_code: string | null
}

/** Looks customers up in the database for an import; deleted ones are not found. */
export function existingCustomers(reader: Connection): ExistingCustomers {
  const byCode = reader.prepared(`select ${columns} where c.code = ? and c.deleted_at is null`)
  const byName = reader.prepared(
    `select ${columns} where c.name_sort = ? and c.deleted_at is null limit 2`,
  )
  return {
    byExternalId: (externalId) => toExisting(byCode.get(externalId) as Row | undefined),
    byName: (name) => {
      const rows = byName.all(normaliseSearch(name)) as Row[]
      return rows.length === 1 ? toExisting(rows[0]) : undefined
    },
  }
}

function toExisting(row: Row | undefined): ExistingCustomer | undefined {
  if (!row) return undefined
  return {
    id: row.id,
    externalId: row.code,
    parent: row.parent_id === null ? null : { id: row.parent_id, externalId: row.parent_code },
  }
}
