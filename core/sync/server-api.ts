import { z } from 'zod'
import { errorCodes } from '../contract/error-codes.ts'
import { id, instant, locale, timeZone } from '../contract/scalars.ts'
import { roles } from '../contract/users.ts'

/**
 * What the sync server answers over HTTP: who somebody is, which devices they use, who may come in.
 * Bodies are JSON in UTF-8. An answer other than 2xx has an `apiErrorSchema` body. What needs a
 * session takes its access token as `Authorization: Bearer …`.
 */
export const apiPaths = {
  /** GET, no session: `serverInfoSchema`. */
  info: '/api/info',
  /** POST `joinSchema`, no session: `joinedSchema`. */
  join: '/api/join',
  /** POST `signInSchema`, no session: `joinedSchema`. */
  signIn: '/api/sign-in',
  /** POST `refreshSchema`, no session: `sessionSchema`. The old refresh token is spent. */
  refresh: '/api/refresh',
  /** POST `foundSchema` by an administrator, once: the directory of a workspace begun alone. */
  found: '/api/found',
  /** POST `inviteSchema` by an administrator: `invitationSchema`. */
  invitations: '/api/invitations',
  /** POST `passwordChangeSchema`, one's own: 204. One's other devices have to sign in again. */
  password: '/api/password',
  /** POST `resetCodeSchema` by an administrator: `invitationSchema`, a code for a new password. */
  resetCodes: '/api/reset-codes',
  /** POST `passwordResetSchema`, no session: `joinedSchema`. All devices have to sign in again. */
  resetPassword: '/api/reset-password',
  /**
   * GET by an administrator: `membersSchema`. PATCH `/<userId>` `memberPatchSchema`: 204; everybody
   * may change their own name, colour, zone and language.
   */
  members: '/api/members',
  /** GET: `devicesSchema`, one's own that are not shut out. DELETE `/<deviceId>`, also by an administrator: 204. */
  devices: '/api/devices',
} as const

/** Path of the feed and of one document's room, below the server's address. */
export const feedPath = (workspaceId: string): string => `/feed/${workspaceId}`
export const roomPath = (workspaceId: string, documentId: string): string =>
  `/y/${workspaceId}/${documentId}`

/**
 * Path of a file's content by its SHA-256 in hex. Contents never change. All methods need a session.
 *
 * - HEAD: 200 with `Content-Length` when the server has it whole; otherwise 404 with `Upload-Offset`,
 *   how many bytes of it came from this device.
 * - PATCH with `Upload-Offset` and `Upload-Length` (of the whole), and at most `maxBlobChunkBytes`
 *   that follow there: 204 with the new `Upload-Offset`; at once when the server has it whole. 409
 *   with the true `Upload-Offset` when it is another. The chunk that completes the content has it
 *   checked: `E-ATT-DAMAGED` (422) when it has another hash, and the next begins at 0. An empty chunk
 *   at the end checks as well. `E-ATT-EMPTY`, `E-ATT-TOO-LARGE`, `E-DISK-FULL`.
 * - GET: the content, or one `Range` of it; `E-ATT-MISSING` (404) until it is whole.
 *
 * The server forgets what it has of an unfinished content after seven days.
 */
export const blobPath = (workspaceId: string, hash: string): string =>
  `/blob/${workspaceId}/${hash}`
export const maxBlobChunkBytes = 1024 * 1024

/**
 * Names in `Sec-WebSocket-Protocol`: the client offers `feedProtocol` and its access token behind
 * `tokenPrefix`; the server answers with the first. Stock clients pass `?token=` instead.
 */
export const feedProtocol = 'wiseparts.feed.1'
export const tokenPrefix = 'token.'

/** Why the server closes a socket. 4400 to 4499 are final for a stock y-websocket client. */
export const closingCodes = {
  malformed: 4400,
  token: 4401,
  forbidden: 4403,
  roleChanged: 4409,
  tooBig: 4413,
  tooMany: 4429,
  storage: 4503,
} as const

export const minPasswordLength = 10

const email = z.email().max(254).toLowerCase()
const password = z.string().min(minPasswordLength).max(200)
const deviceName = z.string().trim().min(1).max(80)
/** Base64 of a Yjs update. */
const update = z.base64()
const territory = z.array(id).max(20_000).nullable()

export const apiErrorSchema = z.object({ code: z.enum(errorCodes), message: z.string() })

export const serverInfoSchema = z.object({
  product: z.literal('wiseparts'),
  /** Version of this interface and of the feed's messages. */
  protocol: z.number().int(),
  workspaceId: id,
  /** Server's clock in UTC milliseconds, by which a client's skew is told. */
  at: instant,
  /** Whether it has its people and settings; before, an administrator's workspace may be uploaded. */
  founded: z.boolean(),
})
export type ServerInfo = z.infer<typeof serverInfoSchema>

export const joinSchema = z.object({
  /** The invitation as shown: groups and case do not matter. */
  code: z.string().min(8).max(64),
  email,
  password,
  firstName: z.string().trim().min(1).max(80),
  lastName: z.string().trim().max(80),
  tz: timeZone,
  locale,
  deviceName,
  /** The person's id in a workspace begun alone; only before the server is founded. */
  userId: id.optional(),
})
export type JoinRequest = z.infer<typeof joinSchema>

export const signInSchema = z.object({ email, password: z.string().max(200), deviceName })
export type SignInRequest = z.infer<typeof signInSchema>

export const passwordChangeSchema = z.object({ current: z.string().max(200), next: password })
export type PasswordChange = z.infer<typeof passwordChangeSchema>

export const resetCodeSchema = z.object({ userId: id })

export const passwordResetSchema = z.object({
  /** As shown: groups and case do not matter. */
  code: z.string().min(8).max(64),
  email,
  password,
  deviceName,
})
export type PasswordReset = z.infer<typeof passwordResetSchema>

export const refreshSchema = z.object({ refreshToken: z.string().max(200) })

export const sessionSchema = z.object({
  workspaceId: id,
  userId: id,
  deviceId: id,
  roles: z.array(z.enum(roles)),
  /** Main customers that the person is limited to; `null` for no limit. */
  territory,
  /** An EdDSA JWT for `Authorization` and for sockets. */
  accessToken: z.string(),
  accessExpiresAt: instant,
  /** For the next session, once. */
  refreshToken: z.string(),
})
export type Session = z.infer<typeof sessionSchema>

/** A session, and what a new device shows before its first sync: who is who, and the settings. */
export const joinedSchema = sessionSchema.extend({
  founded: z.boolean(),
  documents: z.array(z.object({ documentId: z.string(), update })),
})
export type Joined = z.infer<typeof joinedSchema>

export const foundSchema = z.object({ directory: update })

export const inviteSchema = z.object({
  roles: z.array(z.enum(roles)).min(1),
  territory,
  /** Somebody who is in the directory already, without an account. */
  userId: id.nullable(),
})

export const invitationSchema = z.object({ code: z.string(), expiresAt: instant })
export type Invitation = z.infer<typeof invitationSchema>

export const deviceSchema = z.object({
  id,
  name: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  /**
   * Since when its session is over, while what it holds of the workspace is still there: it may be
   * shut out yet. Signing in makes another device of it. A server from before does not tell.
   */
  signedOutAt: instant.nullable().default(null),
})

export const devicesSchema = z.array(deviceSchema)

export const membersSchema = z.array(
  z.object({
    userId: id,
    email: z.string(),
    active: z.boolean(),
    roles: z.array(z.enum(roles)),
    territory,
    devices: devicesSchema,
  }),
)

export const memberPatchSchema = z
  .object({
    firstName: z.string().trim().min(1).max(80),
    lastName: z.string().trim().max(80),
    color: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
    tz: timeZone,
    locale,
    active: z.boolean(),
    roles: z.array(z.enum(roles)).min(1),
    territory,
  })
  .partial()
export type MemberPatch = z.infer<typeof memberPatchSchema>
