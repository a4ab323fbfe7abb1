import type { Migration } from 'kysely/migration'
import * as begin from './0001-begin.ts'
import * as passwords from './0002-passwords.ts'

/** Static registry, as for SQLite. */
export const serverPostgresMigrations: Record<string, Migration> = {
  '0001-begin': begin,
  '0002-passwords': passwords,
}
