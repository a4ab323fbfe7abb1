import type { ParentReference } from './map-row.ts'
import { normaliseSearch } from './normalise.ts'
import { type RowProblem, rowProblem } from './row-problem.ts'

export interface HierarchyRow {
  readonly externalId: string | null
  readonly name: string
  readonly parent?: ParentReference
  readonly isBranch?: boolean
}

/** A customer of the database, with the parent it has there. */
export interface ExistingCustomer {
  readonly id: string
  readonly externalId: string | null
  readonly parent: { readonly id: string; readonly externalId: string | null } | null
}

/** Asked only for customers that the file does not hold. */
export interface ExistingCustomers {
  byExternalId(externalId: string): ExistingCustomer | undefined
  /** `undefined` also when several customers have the name. @param name from `normaliseSearch` */
  byName(name: string): ExistingCustomer | undefined
}

/** The main customer above a row: another row of the file or a customer of the database. */
export type ResolvedParent = { readonly row: number } | { readonly id: string } | null

export type ParentDecision =
  | { readonly ok: true; readonly parent: ResolvedParent; readonly warnings: readonly RowProblem[] }
  | { readonly ok: false; readonly errors: readonly RowProblem[] }

/** Where a reference leads; `unknown` for one that leads nowhere. */
type Step = ResolvedParent | 'unknown'

/**
 * Decides the hierarchy of a whole file (CUS-02): two levels. References may point forwards, and at
 * customers of the database. A branch of a branch goes under the topmost customer. A row that names
 * itself as parent is a main customer, as ERP exports write it.
 *
 * Refused: every row of a cycle (`parent_cycle`) and each further row with an external id that the
 * file already had (`duplicate_external_id`). A parent that nobody knows, or that is refused, is a
 * warning (`parent_unknown`): the row is imported as a main customer.
 *
 * Takes time in proportion to the number of rows. `decisions[i]` belongs to `rows[i]`; a row named
 * as parent always has `parent: null` itself, so writing main customers first is enough.
 */
export function resolveParents(
  rows: readonly HierarchyRow[],
  existing: ExistingCustomers,
): ParentDecision[] {
  const index = indexRows(rows)
  const steps = rows.map((row, at) => firstStep(row, at, index, existing))
  const tops = findTops(steps)
  return rows.map((row, at) => decide(row, at, steps[at]!, tops, index.duplicates))
}

interface RowIndex {
  readonly byExternalId: ReadonlyMap<string, number>
  readonly duplicates: ReadonlySet<number>
  /** Made when first asked: folding every name is the larger part, and most files give codes. */
  readonly byName: () => NameIndex
}

/** Rows by folded name; `null` when several have it. */
interface NameIndex {
  readonly mains: ReadonlyMap<string, number | null>
  readonly branches: ReadonlyMap<string, number | null>
}

function indexRows(rows: readonly HierarchyRow[]): RowIndex {
  const byExternalId = new Map<string, number>()
  const duplicates = new Set<number>()
  for (const [at, { externalId }] of rows.entries()) {
    if (externalId === null) continue
    if (byExternalId.has(externalId)) duplicates.add(at)
    else byExternalId.set(externalId, at)
  }
  let names: NameIndex | undefined
  return { byExternalId, duplicates, byName: () => (names ??= indexNames(rows, duplicates)) }
}

function indexNames(rows: readonly HierarchyRow[], duplicates: ReadonlySet<number>): NameIndex {
  const mains = new Map<string, number | null>()
  const branches = new Map<string, number | null>()
  for (const [at, row] of rows.entries()) {
    if (duplicates.has(at)) continue
    const names = referenceOf(row) === null ? mains : branches
    const name = normaliseSearch(row.name)
    names.set(name, names.has(name) ? null : at)
  }
  return { mains, branches }
}

/** The text by which a row names its parent; `null` for a main customer. */
function referenceOf(row: HierarchyRow): string | null {
  const reference = row.parent?.externalId || row.parent?.name || null
  return reference !== null && reference === row.externalId ? null : reference
}

function firstStep(
  row: HierarchyRow,
  at: number,
  index: RowIndex,
  existing: ExistingCustomers,
): Step {
  if (referenceOf(row) === null) return null
  const { externalId, name } = row.parent!
  // Each column may hold the other kind: « Rattachement » has codes in one file, names in the next.
  const step =
    stepByExternalId(externalId, index, existing) ??
    stepByName(name, at, index, existing) ??
    stepByExternalId(name, index, existing) ??
    stepByName(externalId, at, index, existing) ??
    'unknown'
  return step === 'itself' ? null : step
}

function stepByExternalId(
  externalId: string | null,
  { byExternalId }: RowIndex,
  existing: ExistingCustomers,
): Step | undefined {
  if (!externalId) return undefined
  const row = byExternalId.get(externalId)
  if (row !== undefined) return { row }
  const customer = existing.byExternalId(externalId)
  return customer && stepAbove(customer, byExternalId)
}

function stepByName(
  text: string | null,
  at: number,
  { byName, byExternalId }: RowIndex,
  existing: ExistingCustomers,
): Step | 'itself' | undefined {
  const name = normaliseSearch(text ?? '')
  if (name === '') return undefined
  const { mains, branches } = byName()
  for (const rows of [mains, branches]) {
    const row = rows.get(name)
    // A branch often bears the name of its parent: it is not meant itself while there is another.
    if (row !== undefined && row !== at) return row === null ? undefined : { row }
  }
  const customer = existing.byName(name)
  const row = customer && rowOf(customer, byExternalId)
  if (row === at || (!customer && branches.get(name) === at)) return 'itself'
  if (row !== undefined) return { row }
  return customer && stepAbove(customer, byExternalId)
}

function rowOf(
  { externalId }: { readonly externalId: string | null },
  byExternalId: ReadonlyMap<string, number>,
): number | undefined {
  return externalId === null ? undefined : byExternalId.get(externalId)
}

/** A customer of the database that is a branch stands for its parent, of which the file may say more. */
function stepAbove(
  customer: ExistingCustomer,
  byExternalId: ReadonlyMap<string, number>,
): { readonly row: number } | { readonly id: string } {
  if (!customer.parent) return { id: customer.id }
  const row = rowOf(customer.parent, byExternalId)
  return row === undefined ? { id: customer.parent.id } : { row }
}

/** The topmost customer of each row; `cycle` for rows that are their own ancestor. */
function findTops(steps: readonly Step[]): (ResolvedParent | 'cycle')[] {
  const tops = new Array<ResolvedParent | 'cycle' | undefined>(steps.length)
  const placeOnPath = new Int32Array(steps.length).fill(-1)
  for (let start = 0; start < steps.length; start++) {
    const path: number[] = []
    let at: number | undefined = start
    while (at !== undefined && tops[at] === undefined && placeOnPath[at]! < 0) {
      placeOnPath[at] = path.length
      path.push(at)
      const step: Step = steps[at]!
      at = step !== null && step !== 'unknown' && 'row' in step ? step.row : undefined
    }
    // Coming back to a row of this very path closes a cycle.
    if (at !== undefined && tops[at] === undefined)
      for (const row of path.splice(placeOnPath[at]!)) tops[row] = 'cycle'
    for (const row of path.reverse()) tops[row] = topOf(steps[row]!, tops)
  }
  return tops as (ResolvedParent | 'cycle')[]
}

function topOf(
  step: Step,
  tops: readonly (ResolvedParent | 'cycle' | undefined)[],
): ResolvedParent {
  if (step === null || step === 'unknown') return null
  if ('id' in step) return step
  const above = tops[step.row]
  return above === 'cycle' ? null : (above ?? step)
}

function decide(
  row: HierarchyRow,
  at: number,
  step: Step,
  tops: readonly (ResolvedParent | 'cycle')[],
  duplicates: ReadonlySet<number>,
): ParentDecision {
  const parentField = row.parent?.externalId ? 'parentExternalId' : 'parentName'
  const reference = referenceOf(row) ?? ''
  if (duplicates.has(at))
    return refuse(rowProblem('duplicate_external_id', 'externalId', row.externalId ?? ''))
  const parent = tops[at]!
  if (parent === 'cycle') return refuse(rowProblem('parent_cycle', parentField, reference))
  const lacksParent = parent === null && (step !== null || row.isBranch === true)
  const warnings = lacksParent
    ? [rowProblem('parent_unknown', step === null ? 'isBranch' : parentField, reference)]
    : []
  return { ok: true, parent, warnings }
}

function refuse(problem: RowProblem): ParentDecision {
  return { ok: false, errors: [problem] }
}
