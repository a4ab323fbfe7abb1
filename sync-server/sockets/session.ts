import { AppError } from '../../core/contract/app-error.ts'
import type { Claims } from '../../core/sync/policy.ts'
import { closingCodes } from '../../core/sync/server-api.ts'

/** Whom an access token stands for, and until when. */
export interface Session {
  readonly claims: Claims
  readonly deviceId: string
  /** UTC milliseconds. */
  readonly expiresAt: number
}

/** @throws AppError `E-AUTH-SESSION` for a token that is not valid, `E-AUTH-REVOKED` for a revoked one */
export type Authenticate = (token: string) => Promise<Session>

/** Somebody may less, or more, than their token says. Without `deviceId`: on all their devices. */
export interface AccessChange {
  readonly userId: string
  readonly deviceId?: string
  readonly kind: 'revoked' | 'roles'
}

/** The closing code for what `Authenticate` or a store threw; 1011 for what nobody expects. */
export function closingCodeOf(error: unknown): number {
  if (!(error instanceof AppError)) return 1011
  if (error.code === 'E-AUTH-SESSION') return closingCodes.token
  if (error.code === 'E-AUTH-REVOKED') return closingCodes.forbidden
  return closingCodes.storage
}
