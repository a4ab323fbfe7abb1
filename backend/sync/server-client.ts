import { z } from 'zod'
import { AppError } from '../../core/contract/app-error.ts'
import {
  apiPaths,
  devicesSchema,
  type Invitation,
  invitationSchema,
  inviteSchema,
  type Joined,
  joinedSchema,
  type JoinRequest,
  type MemberPatch,
  membersSchema,
  type PasswordChange,
  type PasswordReset,
  type ServerInfo,
  serverInfoSchema,
  type Session,
  sessionSchema,
  type SignInRequest,
} from '../../core/sync/server-api.ts'
import { isPrivateHost } from '../../core/security/private-host.ts'
import { readJson, refusal, request } from './server-request.ts'

const timeoutMs = 20_000
const nothing = z.undefined()

/**
 * The server's address as everything else expects it: scheme and host, no path, no slash at the end.
 * Without a scheme https is meant. Plain http is for this machine and private networks.
 *
 * @throws AppError `E-SRV-ADDRESS`, `E-SRV-INSECURE`
 */
export function serverAddress(typed: string): string {
  const text = typed.trim()
  let url: URL
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  } catch {
    throw new AppError('E-SRV-ADDRESS', 'not an address', { field: 'server' })
  }
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isHttp || url.username || url.password)
    throw new AppError('E-SRV-ADDRESS', 'not an address of a server', { field: 'server' })
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname))
    throw new AppError('E-SRV-INSECURE', 'http on the internet', { field: 'server' })
  return url.origin
}

/**
 * Calls to the team's server over HTTP. Every method rejects with the server's own AppError,
 * `E-SRV-UNREACHABLE` when nothing answers, or `E-SRV-ADDRESS` when something else does.
 */
export class ServerClient {
  private readonly server: string

  constructor(server: string) {
    this.server = server
  }

  info(): Promise<ServerInfo> {
    return this.call('GET', apiPaths.info, serverInfoSchema)
  }

  join(request: JoinRequest): Promise<Joined> {
    return this.call('POST', apiPaths.join, joinedSchema, { body: request })
  }

  signIn(request: SignInRequest): Promise<Joined> {
    return this.call('POST', apiPaths.signIn, joinedSchema, { body: request })
  }

  resetPassword(request: PasswordReset): Promise<Joined> {
    return this.call('POST', apiPaths.resetPassword, joinedSchema, { body: request })
  }

  changePassword(accessToken: string, body: PasswordChange): Promise<void> {
    return this.call('POST', apiPaths.password, nothing, { body, accessToken })
  }

  createResetCode(accessToken: string, userId: string): Promise<Invitation> {
    return this.call('POST', apiPaths.resetCodes, invitationSchema, {
      body: { userId },
      accessToken,
    })
  }

  devices(accessToken: string): Promise<z.infer<typeof devicesSchema>> {
    return this.call('GET', apiPaths.devices, devicesSchema, { accessToken })
  }

  members(accessToken: string): Promise<z.infer<typeof membersSchema>> {
    return this.call('GET', apiPaths.members, membersSchema, { accessToken })
  }

  refresh(refreshToken: string): Promise<Session> {
    return this.call('POST', apiPaths.refresh, sessionSchema, { body: { refreshToken } })
  }

  found(accessToken: string, directory: Uint8Array): Promise<void> {
    const body = { directory: Buffer.from(directory).toString('base64') }
    return this.call('POST', apiPaths.found, nothing, { body, accessToken })
  }

  invite(accessToken: string, request: z.input<typeof inviteSchema>): Promise<Invitation> {
    return this.call('POST', apiPaths.invitations, invitationSchema, {
      body: request,
      accessToken,
    })
  }

  updateMember(accessToken: string, userId: string, patch: MemberPatch): Promise<void> {
    const path = `${apiPaths.members}/${encodeURIComponent(userId)}`
    return this.call('PATCH', path, nothing, { body: patch, accessToken })
  }

  revokeDevice(accessToken: string, deviceId: string): Promise<void> {
    const path = `${apiPaths.devices}/${encodeURIComponent(deviceId)}`
    return this.call('DELETE', path, nothing, { accessToken })
  }

  private async call<T>(
    method: string,
    path: string,
    schema: z.ZodType<T>,
    { body, accessToken }: { body?: unknown; accessToken?: string } = {},
  ): Promise<T> {
    const response = await request(this.server + path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (!response.ok) throw await refusal(response)
    const parsed = schema.safeParse(await readJson(response))
    if (!parsed.success) throw new AppError('E-SRV-ADDRESS', `another answer from ${this.server}`)
    return parsed.data
  }
}
