import { AppError } from '../../core/contract/app-error.ts'
import type { ColumnMapping } from '../../core/imports/import-fields.ts'
import { mapRow, type MappedRow } from '../../core/imports/map-row.ts'
import { normaliseSearch } from '../../core/imports/normalise.ts'
import { resolveParents, type ResolvedParent } from '../../core/imports/resolve-parents.ts'
import type { RowProblem } from '../../core/imports/row-problem.ts'
import { allUsers, type Services } from '../app/services.ts'
import { existingCustomers } from './existing-customers.ts'
import type { ImportSession } from './import-session.ts'
import { readRows } from './read/read-rows.ts'
import type { RefusedRow } from './read/write-refused-rows.ts'

const rowsAtOnce = 500

export interface ImportChoices {
  readonly mapping: ColumnMapping
  readonly defaultCountry: string
}

/** A row that can be imported. */
export interface PlannedRow {
  readonly line: number
  readonly mapped: MappedRow
  /** The customer with the same external id; `null` = a new one. */
  readonly existingId: string | null
  readonly parent: ResolvedParent
  readonly salespersonId: string | null
}

export interface ImportPlan {
  readonly rowCount: number
  /** By index of the file's rows, as `parent.row` counts them; `null` where refused. */
  readonly rows: readonly (PlannedRow | null)[]
  readonly refused: readonly RefusedRow[]
  readonly warnings: readonly { readonly line: number; readonly problem: RowProblem }[]
}

interface Findings {
  readonly refused: RefusedRow[]
  readonly warnings: { line: number; problem: RowProblem }[]
  readonly signal: AbortSignal
}

interface ReadyRow {
  readonly line: number
  readonly cells: readonly string[]
  readonly mapped: MappedRow
}

/**
 * Reads and maps all rows, then decides the hierarchy and which rows exist already. Gives way to
 * other work after every 500 rows.
 *
 * @param progress called with the number of rows read
 * @throws AppError `E-IMP-NO-NAME-COLUMN` when no column is mapped to the name
 */
export async function planImport(
  services: Services,
  session: ImportSession,
  { mapping, defaultCountry }: ImportChoices,
  progress: (rows: number) => void,
  signal: AbortSignal,
): Promise<ImportPlan> {
  if (!mapping.includes('name') && !mapping.includes('legalName'))
    throw new AppError('E-IMP-NO-NAME-COLUMN', 'no column is the name')
  const ready: (ReadyRow | null)[] = []
  const refused: RefusedRow[] = []
  const warnings: { line: number; problem: RowProblem }[] = []

  for (const { rows } of readRows(session.text, session.dialect)) {
    signal.throwIfAborted()
    for (const { line, cells, problem } of rows) {
      const result = problem
        ? { ok: false as const, errors: [problem] }
        : mapRow(cells, mapping, { defaultCountry })
      if (result.ok) {
        const { warnings: found, ok: _, ...mapped } = result
        warnings.push(...found.map((each) => ({ line, problem: each })))
        ready.push({ line, cells, mapped })
      } else {
        refused.push({ line, cells, problems: result.errors })
        ready.push(null)
      }
    }
    progress(ready.length)
    await new Promise(setImmediate)
  }

  const planned = await withHierarchy(services, ready, { refused, warnings, signal })
  return {
    rowCount: ready.length,
    rows: planned,
    refused: refused.sort((a, b) => a.line - b.line),
    warnings: warnings.sort((a, b) => a.line - b.line),
  }
}

async function withHierarchy(
  services: Services,
  ready: readonly (ReadyRow | null)[],
  { refused, warnings, signal }: Findings,
): Promise<(PlannedRow | null)[]> {
  const existing = existingCustomers(services.db.reader)
  const salesperson = salespersonLookup(services)
  const usable = ready.flatMap((row, index) => (row ? [{ row, index }] : []))
  const decisions = resolveParents(
    usable.map(({ row: { mapped } }) => ({
      externalId: mapped.customer.code ?? null,
      name: mapped.customer.name,
      ...(mapped.parent && { parent: mapped.parent }),
      ...(mapped.isBranch !== undefined && { isBranch: mapped.isBranch }),
    })),
    existing,
  )
  const planned = new Array<PlannedRow | null>(ready.length).fill(null)
  for (const [at, { row, index }] of usable.entries()) {
    if (at % rowsAtOnce === rowsAtOnce - 1) {
      signal.throwIfAborted()
      await new Promise(setImmediate)
    }
    const decision = decisions[at]!
    if (!decision.ok) {
      refused.push({ line: row.line, cells: row.cells, problems: decision.errors })
      continue
    }
    warnings.push(...decision.warnings.map((problem) => ({ line: row.line, problem })))
    const { parent } = decision
    const code = row.mapped.customer.code
    planned[index] = {
      line: row.line,
      mapped: row.mapped,
      existingId: (code && existing.byExternalId(code)?.id) || null,
      parent: parent && 'row' in parent ? { row: usable[parent.row]!.index } : parent,
      salespersonId: row.mapped.salesperson ? salesperson(row.mapped.salesperson) : null,
    }
  }
  return planned
}

/** Finds a colleague by e-mail, else by full name; unknown ones are left out. */
function salespersonLookup(
  services: Services,
): (of: { name: string | null; email: string | null }) => string | null {
  const users = allUsers(services)
  const byEmail = new Map(users.flatMap(({ id, email }) => (email ? [[email, id] as const] : [])))
  const byName = new Map(
    users.flatMap(({ id, firstName, lastName }) => [
      [normaliseSearch(`${firstName} ${lastName}`), id] as const,
      [normaliseSearch(`${lastName} ${firstName}`), id] as const,
    ]),
  )
  return ({ name, email }) =>
    byEmail.get(email?.toLowerCase() ?? '') ?? byName.get(normaliseSearch(name ?? '')) ?? null
}
