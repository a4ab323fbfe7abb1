import type { Migration } from 'kysely/migration'
import * as log from './0001-log.ts'

/** Static registry, as for the client. */
export const serverMigrations: Record<string, Migration> = {
  '0001-log': log,
}
