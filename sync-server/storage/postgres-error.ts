import { DatabaseError } from 'pg'
import { AppError } from '../../core/contract/app-error.ts'

/** By SQLSTATE, or its class of two letters: https://www.postgresql.org/docs/15/errcodes-appendix.html */
const unavailable = ['08', '57', '53', '55', '40', '25']

/**
 * The product's code for what a query or a connection threw. Where the database does not say itself
 * what is wrong, it cannot be reached.
 */
export function toPostgresError(error: unknown): Error {
  if (!(error instanceof DatabaseError))
    return new AppError('E-DB-LOCKED', `the database cannot be reached: ${String(error)}`)
  const { code = '', message } = error
  if (code === '53100') return new AppError('E-DISK-FULL', 'no space left on the database server')
  if (code === 'XX001' || code === 'XX002') return new AppError('E-DB-CORRUPT', message)
  // Text with a NUL, which Postgres does not have.
  if (code === '22021') return new AppError('INVALID_INPUT', message)
  if (unavailable.includes(code.slice(0, 2)))
    return new AppError('E-DB-LOCKED', `the database cannot do it now: ${message}`)
  return error
}
