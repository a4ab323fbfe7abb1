import type { Migration } from 'kysely/migration'
import * as begin from './0001-begin.ts'

/** Static registry, as for SQLite. */
export const serverPostgresMigrations: Record<string, Migration> = {
  '0001-begin': begin,
}
