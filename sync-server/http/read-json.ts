import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import { readBytes } from './read-bytes.ts'

/**
 * The JSON body of a request, checked.
 *
 * @throws AppError `INVALID_INPUT`, `E-DOC-TOO-LARGE` above `maxBytes`
 */
export async function readJson<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
  maxBytes: number,
): Promise<T> {
  const result = schema.safeParse(parse(await readBytes(request, maxBytes)))
  if (result.success) return result.data
  // Names of fields only: what was in them may be a password.
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'body')
  throw new AppError('INVALID_INPUT', `not valid: ${[...new Set(fields)].join(', ')}`)
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new AppError('INVALID_INPUT', 'the body is not JSON')
  }
}
