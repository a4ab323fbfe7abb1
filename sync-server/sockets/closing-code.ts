import { AppError } from '../../core/contract/app-error.ts'
import { closingCodes } from '../../core/sync/server-api.ts'

/** The closing code for what authenticating or a store threw; 1011 for what nobody expects. */
export function closingCodeOf(error: unknown): number {
  if (!(error instanceof AppError)) return 1011
  if (error.code === 'E-AUTH-SESSION') return closingCodes.token
  if (error.code === 'E-AUTH-REVOKED') return closingCodes.forbidden
  return closingCodes.storage
}
