import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ExistingCustomer,
  type ExistingCustomers,
  type HierarchyRow,
  resolveParents,
} from './resolve-parents.ts'

const seed = 7

const nobody: ExistingCustomers = { byExternalId: () => undefined, byName: () => undefined }

function database(customers: readonly (ExistingCustomer & { name?: string })[]): ExistingCustomers {
  return {
    byExternalId: (externalId) => customers.find((one) => one.externalId === externalId),
    byName: (name) => customers.find((one) => one.name === name),
  }
}

/** `A>B` is the customer A whose parent has the code B. */
function rows(...texts: string[]): HierarchyRow[] {
  return texts.map((text) => {
    const [code = '', parent = null] = text.split('>')
    return { externalId: code, name: `Garage ${code}`, parent: { externalId: parent, name: null } }
  })
}

/** Short form: the parent, the problem code after `!` (refused) or `?` (warning). */
function decided(input: readonly HierarchyRow[], existing = nobody): string[] {
  return resolveParents(input, existing).map((decision) => {
    if (!decision.ok) return `!${decision.errors.map(({ code }) => code).join()}`
    const { parent, warnings } = decision
    const target = parent === null ? 'main' : 'row' in parent ? `row ${parent.row}` : parent.id
    return [target, ...warnings.map(({ code }) => `?${code}`)].join(' ')
  })
}

test('CUS-02 parents may come later in the file', () => {
  expect(decided(rows('A>B', 'B', 'C>B'))).toEqual(['row 1', 'main', 'row 1'])
})

test('CUS-02 a branch of a branch goes under the topmost customer', () => {
  expect(decided(rows('D>C', 'C>B', 'B>A', 'A'))).toEqual(['row 3', 'row 3', 'row 3', 'main'])
})

test('CUS-02 every row of a cycle is refused, what hangs below becomes main', () => {
  expect(decided(rows('A>B', 'B>C', 'C>A', 'D>A', 'E>D', 'F'))).toEqual([
    '!parent_cycle',
    '!parent_cycle',
    '!parent_cycle',
    'main ?parent_unknown',
    'row 3',
    'main',
  ])
  expect(resolveParents(rows('A>B', 'B>A'), nobody)[0]).toEqual({
    ok: false,
    errors: [{ code: 'parent_cycle', field: 'parentExternalId', value: 'B' }],
  })
})

test('CUS-02 a customer that names itself as parent is a main customer', () => {
  expect(decided(rows('A>A', 'B>A'))).toEqual(['main', 'row 0'])
  const named: HierarchyRow = {
    externalId: 'A',
    name: 'Garage A',
    parent: { externalId: null, name: 'GARAGE A' },
  }
  expect(decided([named])).toEqual(['main'])
})

test('CUS-02 an unknown parent is a warning with the original text', () => {
  expect(resolveParents(rows('A>Z'), nobody)).toEqual([
    {
      ok: true,
      parent: null,
      warnings: [{ code: 'parent_unknown', field: 'parentExternalId', value: 'Z' }],
    },
  ])
})

test('CUS-02 a branch without a parent is a warning', () => {
  expect(decided([{ externalId: null, name: 'A', isBranch: true }])).toEqual([
    'main ?parent_unknown',
  ])
  expect(decided([{ externalId: null, name: 'A', isBranch: false }])).toEqual(['main'])
})

test('GEN-02 the second row with an external id is refused, the first stays', () => {
  expect(decided(rows('A', 'A>B', 'B', 'C>A'))).toEqual([
    'main',
    '!duplicate_external_id',
    'main',
    'row 0',
  ])
})

test('CUS-02 parents by name, folded, main customers first', () => {
  const by = (name: string, parent: string | null, code: string | null = null): HierarchyRow => ({
    externalId: code,
    name,
    parent: { externalId: null, name: parent },
  })
  expect(
    decided([
      by("L'Étoile du Nord", null),
      by('Étoile Lille', "L'ETOILE-DU-NORD"),
      by("L'Étoile du Nord", "L'Étoile du Nord"),
    ]),
  ).toEqual(['main', 'row 0', 'row 0'])
  // Two main customers of that name: no guess.
  expect(decided([by('AD', null), by('AD', null), by('AD Lille', 'AD')])).toEqual([
    'main',
    'main',
    'main ?parent_unknown',
  ])
  // A column « parent » that holds codes.
  expect(decided([by('Garage', null, 'C1'), by('Lille', 'C1')])).toEqual(['main', 'row 0'])
})

test('CUS-02 parents in the database, by code and by name', () => {
  const existing = database([
    { id: 'p', externalId: 'P', parent: null, name: 'etoile' },
    { id: 'b', externalId: 'B', parent: { id: 'p', externalId: 'P' } },
  ])
  expect(decided(rows('A>P', 'C>A'), existing)).toEqual(['p', 'p'])
  expect(decided(rows('A>B'), existing)).toEqual(['p'])
  const named = { externalId: 'A', name: 'Lille', parent: { externalId: null, name: 'Étoile' } }
  expect(decided([named], existing)).toEqual(['p'])
})

test('CUS-02 what the file says about an existing customer goes before the database', () => {
  const existing = database([
    { id: 'p', externalId: 'P', parent: null },
    { id: 'b', externalId: 'B', parent: { id: 'p', externalId: 'P' } },
  ])
  // B is a branch of P in the database, and P becomes a branch of N by the file.
  expect(decided(rows('A>B', 'P>N', 'N'), existing)).toEqual(['row 2', 'row 2', 'main'])
  // P under its own branch would be a cycle.
  expect(decided(rows('P>B'), existing)).toEqual(['!parent_cycle'])
})

test('CUS-02 any references give two levels without cycles', () => {
  const file = fc
    .integer({ min: 1, max: 30 })
    .chain((size) =>
      fc.array(fc.option(fc.integer({ min: 0, max: size })), { minLength: size, maxLength: size }),
    )
  fc.assert(
    fc.property(file, (parents) => {
      const decisions = resolveParents(
        parents.map((parent, at) => ({
          externalId: String(at),
          name: `n${at}`,
          parent: { externalId: parent === null ? null : String(parent), name: null },
        })),
        nobody,
      )
      for (const [at, decision] of decisions.entries()) {
        const onCycle = comesBack(parents, at)
        expect(decision.ok).toBe(!onCycle)
        if (!decision.ok || decision.parent === null) continue
        const above = 'row' in decision.parent && decisions[decision.parent.row]
        expect(above).toMatchObject({ ok: true, parent: null })
      }
    }),
    { seed, numRuns: 200 },
  )
})

/** Whether following the parents from `start` leads back to it, other than by naming itself. */
function comesBack(parents: readonly (number | null)[], start: number): boolean {
  let at = parents[start] ?? null
  if (at === start) return false
  for (let steps = 0; at !== null && steps <= parents.length; steps++) {
    if (at === start) return true
    at = parents[at] === at ? null : (parents[at] ?? null)
  }
  return false
}

test('CUS-02 a chain of 20,000 is walked once: lookups grow with the rows, not with the depth', () => {
  const size = 20_000
  let lookups = 0
  const chain = Array.from({ length: size }, (_, at): HierarchyRow => {
    const parent = at + 1 < size ? String(at + 1) : null
    return {
      externalId: String(at),
      name: `n${at}`,
      get parent() {
        lookups++
        return { externalId: parent, name: null }
      },
    }
  })
  const decisions = resolveParents(chain, nobody)
  expect(decisions[0]).toEqual({ ok: true, parent: { row: size - 1 }, warnings: [] })
  expect(decisions[size - 1]).toEqual({ ok: true, parent: null, warnings: [] })
  expect(lookups).toBeLessThan(20 * size)
})
