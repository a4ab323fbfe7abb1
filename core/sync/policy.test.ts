import { describe, expect, test } from 'vitest'
import { type Role, roles } from '../contract/users.ts'
import { type Access, type Claims, policy } from './policy.ts'

const own = 'marie'
const territory = new Set(['norauto'])

const documents = {
  settings: 'settings',
  form: 'f/visite',
  directory: 'directory',
  'customer within': 'c/norauto',
  'customer outside': 'c/midas',
  'activities within': 'a/norauto/2026.2',
  'activities outside': 'a/midas/2026',
  'own documents': 'u/marie',
  "another person's": 'u/paul',
  'own positions': 'p/midas/marie',
  'positions within': 'p/norauto/paul',
  'positions outside': 'p/midas/paul',
  'own evidence': 'e/marie',
  "another's evidence": 'e/paul',
} as const
type Case = keyof typeof documents

/** What one role alone may do, read off the specification §14 and the table of documents. */
const expected: Record<Case, Record<Role, Access>> = {
  settings: row('ro', 'ro', 'ro', 'ro', 'rw'),
  form: row('ro', 'ro', 'ro', 'ro', 'rw'),
  directory: row('ro', 'ro', 'ro', 'ro', 'ro'),
  'customer within': row('rw', 'rw', 'rw', 'rw', 'rw'),
  'customer outside': row('none', 'none', 'rw', 'none', 'rw'),
  'activities within': row('rw', 'rw', 'rw', 'rw', 'rw'),
  'activities outside': row('none', 'none', 'rw', 'none', 'rw'),
  'own documents': row('rw', 'rw', 'rw', 'rw', 'rw'),
  "another person's": row('none', 'none', 'none', 'none', 'none'),
  'own positions': row('rw', 'rw', 'rw', 'rw', 'rw'),
  'positions within': row('none', 'none', 'none', 'ro', 'none'),
  'positions outside': row('none', 'none', 'none', 'none', 'none'),
  'own evidence': row('rw', 'rw', 'rw', 'rw', 'rw'),
  "another's evidence": row('ro', 'ro', 'ro', 'ro', 'ro'),
}

function row(...access: [Access, Access, Access, Access, Access]): Record<Role, Access> {
  return Object.fromEntries(roles.map((role, index) => [role, access[index]])) as never
}

const order: readonly Access[] = ['none', 'ro', 'rw']
const widest = (all: Access[]): Access => order.findLast((access) => all.includes(access)) ?? 'none'
const subsets = roles.reduce<Role[][]>(
  (sets, role) => sets.flatMap((set) => [set, [...set, role]]),
  [[]],
)
const claimsOf = (held: readonly Role[], of: Claims['territory'] = territory): Claims => ({
  userId: own,
  roles: held,
  territory: of,
})

const table = (Object.keys(documents) as Case[]).flatMap((name) =>
  subsets.map((held) => [held.join(' + ') || 'no role', name, held] as const),
)

describe('PRM-02 what a person may do with a document', () => {
  test('is known for every combination of roles', () => {
    expect(table).toHaveLength(14 * 32)
  })

  test.each(table)('PRM-01 %s: %s', (_title, name, held) => {
    const wanted = widest(held.map((role) => expected[name][role]))
    expect(policy(claimsOf(held), documents[name])).toBe(wanted)
  })

  test.each(roles)('a %s without a limit to their territory reaches every customer', (role) => {
    const claims = claimsOf([role], 'everything')
    expect(policy(claims, documents['customer outside'])).toBe('rw')
    expect(policy(claims, documents['activities outside'])).toBe('rw')
  })

  test.each([
    '',
    'c/',
    'c/norauto/2026',
    'c/norauto\n',
    'a/norauto',
    'a/norauto/26',
    'a/norauto/2026.0',
    'a/midas/norauto',
    'f/',
    'u/marie/x',
    'p/norauto',
    'p/norauto/marie/x',
    'e/',
    'u/../paul',
    'Settings',
    'settings/',
    'x/norauto',
    '__proto__',
  ])('nobody reaches %j, which is no document', (documentId) => {
    expect(policy(claimsOf(roles, 'everything'), documentId)).toBe('none')
  })

  test('an empty territory holds no customer', () => {
    expect(policy(claimsOf(['rep'], new Set()), documents['customer within'])).toBe('none')
  })
})
