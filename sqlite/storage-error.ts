import { AppError } from '../core/contract/app-error.ts'

/**
 * The product's code for an error of SQLite or the file system, or the error itself when it is none
 * that a person could act on.
 */
export function toStorageError(error: unknown, file: string): unknown {
  const code = codeOf(error)
  if (code === undefined) return error
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('E-DISK-FULL', 'no space left on the disk', { file })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new AppError('E-DB-CORRUPT', 'the database file is damaged', { file })
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new AppError('E-DB-LOCKED', 'another process uses the data folder', { file })
  return error
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
