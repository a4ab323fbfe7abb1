import type { Migration } from 'kysely/migration'
import * as log from './0001-log.ts'
import * as identity from './0002-identity.ts'
import * as folded from './0003-folded.ts'
import * as passwords from './0004-passwords.ts'

/** Static registry, as for the client. */
export const serverMigrations: Record<string, Migration> = {
  '0001-log': log,
  '0002-identity': identity,
  '0003-folded': folded,
  '0004-passwords': passwords,
}
