import Database from 'better-sqlite3'

/** The writer's connection: a commit is on the disk when it returns. */
export function connectWriter(file: string): Database.Database {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  database.pragma('trusted_schema = OFF')
  database.pragma('cache_size = -65536')
  return database
}

/**
 * A read-only connection. Mapping saves the copy of every page read; mapped pages count as memory of
 * the process although they are the operating system's cache, so not all of a large file is mapped.
 */
export function connectReader(file: string): Database.Database {
  const database = new Database(file, { readonly: true })
  database.pragma('busy_timeout = 5000')
  database.pragma('trusted_schema = OFF')
  database.pragma('cache_size = -65536')
  database.pragma('mmap_size = 268435456')
  return database
}
