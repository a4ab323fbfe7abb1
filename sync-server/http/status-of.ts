import type { ErrorCode } from '../../core/contract/error-codes.ts'

const statuses: Partial<Record<ErrorCode, number>> = {
  INVALID_INPUT: 400,
  UNKNOWN_OPERATION: 404,
  'E-TIME-INVALID': 400,
  'E-DOC-MALFORMED': 400,
  'E-DOC-TOO-LARGE': 413,
  'E-NOT-FOUND': 404,
  'E-ATT-EMPTY': 400,
  'E-ATT-TOO-LARGE': 413,
  'E-ATT-MISSING': 404,
  'E-ATT-DAMAGED': 422,
  'E-PRM': 403,
  'E-SRV-FOUNDED': 409,
  'E-AUTH-INVITATION': 403,
  'E-AUTH-CREDENTIALS': 401,
  'E-AUTH-RESET-CODE': 403,
  'E-AUTH-PASSWORD': 403,
  'E-AUTH-SESSION': 401,
  'E-AUTH-COPIED': 401,
  'E-AUTH-REVOKED': 403,
  'E-AUTH-EMAIL-TAKEN': 409,
  'E-AUTH-TOO-MANY': 429,
  'E-AUTH-LAST-ADMIN': 409,
  'E-DISK-FULL': 503,
  'E-DB-LOCKED': 503,
  'E-DB-CORRUPT': 503,
}

/** The HTTP status of an error's answer. */
export const statusOf = (code: ErrorCode): number => statuses[code] ?? 500
