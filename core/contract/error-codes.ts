/**
 * Every error that may cross a boundary. The union is closed: the renderer has one sentence and one
 * action per code in each language, and a test compares this list with the locales.
 *
 * Codes without the `E-` prefix belong to the transport; `E-` codes are the product's own and are
 * named in `docs/specification.md`.
 */
export const errorCodes = [
  // Transport
  'BACKEND_GONE',
  'CONTRACT_MISMATCH',
  'NO_SESSION',
  'INVALID_INPUT',
  'UNKNOWN_OPERATION',
  'TIMEOUT',
  'CANCELLED',
  'INTERNAL',
  // Workspace and storage
  'E-WORKSPACE-NONE',
  'E-WORKSPACE-EXISTS',
  'E-WORKSPACE-NOT-DEMO',
  'E-DB-NEWER',
  'E-DB-MIGRATION',
  'E-DB-CORRUPT',
  'E-DB-LOCKED',
  'E-DISK-FULL',
  'E-NOT-FOUND',
  // Activities
  'E-ACT-END-BEFORE-START',
  'E-ACT-TOO-LONG',
  'E-ACT-PAST-LIMIT',
  'E-ACT-NO-START',
  'E-ACT-NO-TYPE',
  'E-ACT-CUSTOMER-GONE',
  'E-ACT-DESCRIPTION-TOO-LONG',
  'E-ACT-STATUS',
  'E-ACT-OVERLAP',
  'E-ACT-IN-PROGRESS',
  'E-ACT-REASON-REQUIRED',
  'E-ACT-LOCATION-REQUIRED',
  'E-ACT-DELETE-PROTECTED',
  'E-TIME-NONEXISTENT',
  'E-TIME-INVALID',
  'E-FLT-RANGE',
  // Documents and notes
  'E-DOC-MALFORMED',
  'E-DOC-TOO-LARGE',
  'E-DOC-RESET',
  'E-NOTE-EMPTY',
  'E-NOTE-PIN-LIMIT',
  // Attachments
  'E-ATT-TOO-LARGE',
  'E-ATT-EMPTY',
  'E-ATT-TYPE',
  'E-ATT-DAMAGED',
  'E-ATT-MISSING',
  // Activity types
  'E-TYP-NAME-TAKEN',
  'E-TYP-NAME-INVALID',
  'E-TYP-IN-USE',
  'E-TYP-BUILTIN',
  // Forms and reports
  'E-FRM-IN-USE',
  'E-FRM-PROBLEMS',
  'E-FRM-UNCHANGED',
  'E-FRM-TOO-LARGE',
  'E-FRM-FILE',
  'E-REP-STATE',
  'E-REP-ANSWERS',
  'E-REP-NOT-AMENDABLE',
  // Report assistant
  'E-AIR-OFF',
  'E-AIR-FULL',
  // GPS verification
  'E-GPS-STATE',
  'E-GPS-CONSENT',
  'E-GPS-NO-POSITION',
  'E-GPS-NO-PROPOSAL',
  'E-GPS-HEADS',
  // Customers
  'E-CUS-CYCLE',
  'E-CUS-CODE-TAKEN',
  'E-GEO-INVALID',
  // Import
  'E-IMP-EMPTY',
  'E-IMP-TOO-LARGE',
  'E-IMP-NOT-TEXT',
  'E-IMP-NO-NAME-COLUMN',
  'E-IMP-SALES-COLUMNS',
  'E-IMP-GONE',
  'E-IMP-ENCODING',
  // Permissions
  'E-PRM',
  // The assistant
  'E-AI-ADDRESS',
  'E-AIS-OFF',
  // Changes carried by a file
  'E-XCH-FILE',
  'E-XCH-PASSPHRASE',
  'E-XCH-OTHER-WORKSPACE',
  'E-XCH-NOTHING',
  'E-XCH-TOO-LARGE',
  // The team's server
  'E-SRV-UNREACHABLE',
  'E-SRV-ADDRESS',
  'E-SRV-INSECURE',
  'E-SRV-OTHER-VERSION',
  'E-SRV-FOUNDED',
  'E-SRV-EMPTY',
  'E-SRV-DEMO',
  'E-SRV-SHARED',
  'E-SRV-NOT-SHARED',
  'E-SRV-PENDING',
  'E-AUTH-INVITATION',
  'E-AUTH-CREDENTIALS',
  'E-AUTH-PASSWORD',
  'E-AUTH-RESET-CODE',
  'E-AUTH-SESSION',
  'E-AUTH-COPIED',
  'E-AUTH-KEY-STORE',
  'E-AUTH-REVOKED',
  'E-AUTH-LOCKED',
  'E-AUTH-EMAIL-TAKEN',
  'E-AUTH-TOO-MANY',
  'E-AUTH-LAST-ADMIN',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && (errorCodes as readonly string[]).includes(value)
}
