import type { Role } from '../contract/users.ts'
import { documentKind, ownerOf, subjectOf } from '../crdt/document-id.ts'

/** What the server vouches for about the person behind a connection. */
export interface Claims {
  readonly userId: string
  /** Their roles of the specification, §14; nobody without a role has a part in the workspace. */
  readonly roles: readonly Role[]
  /** Ids of the main customers that roles with a territory are limited to. */
  readonly territory: ReadonlySet<string> | 'everything'
}

/** `rw`: read and write. `ro`: read only. `none`: not even that the document exists. */
export type Access = 'rw' | 'ro' | 'none'

/** These see every customer (specification §14, "See activities"), whatever the territory says. */
const rolesOfAllCustomers: readonly Role[] = ['back_office', 'admin']

/**
 * What a person may do with a document, on the client before it writes and on the server on every
 * path. It decides by kind and territory; which fields of which record someone may change is decided
 * where records are known. Roles combine: the widest of them counts.
 *
 * - `settings`, `f/…`: administrators write, everybody reads.
 * - `directory`: everybody reads; the server alone writes, and does not ask.
 * - `c/…`, `a/…`: read and written within the person's territory, hidden outside of it.
 * - `u/…`: its owner's alone; not even an administrator reads another person's drafts.
 * - `p/…`: its owner's; managers read it within their territory (specification, §14, "See GPS raw
 *   positions"), nobody else knows of it.
 * - `e/…`: its owner writes, everybody reads, to check what was signed.
 * - anything else, and everything for a person without a role: hidden.
 */
export function policy(claims: Claims, documentId: string): Access {
  if (claims.roles.length === 0) return 'none'
  switch (documentKind(documentId)) {
    case 'settings':
    case 'form':
      return claims.roles.includes('admin') ? 'rw' : 'ro'
    case 'directory':
      return 'ro'
    case 'customer':
    case 'activities':
      return reaches(claims, subjectOf(documentId)) ? 'rw' : 'none'
    case 'positions':
      if (ownerOf(documentId) === claims.userId) return 'rw'
      return claims.roles.includes('manager') && isWithin(claims, subjectOf(documentId))
        ? 'ro'
        : 'none'
    case 'evidence':
      return subjectOf(documentId) === claims.userId ? 'rw' : 'ro'
    case 'user':
      return subjectOf(documentId) === claims.userId ? 'rw' : 'none'
    case undefined:
      return 'none'
  }
}

function reaches(claims: Claims, customerId: string): boolean {
  return (
    isWithin(claims, customerId) || claims.roles.some((role) => rolesOfAllCustomers.includes(role))
  )
}

function isWithin({ territory }: Claims, customerId: string): boolean {
  return territory === 'everything' || territory.has(customerId)
}
