import { AppError } from '../../core/contract/app-error.ts'
import type { Claims } from '../../core/sync/policy.ts'
import type { Session } from '../../core/sync/server-api.ts'
import type { LocalState, SharedWorkspace } from '../app/local-state.ts'
import type { SecretStore } from './secret-store.ts'
import { ServerClient } from './server-client.ts'

/** A token lives 15 minutes; clocks of two machines are not compared. */
const tokenUseMs = 10 * 60_000

export interface TeamSessionOptions {
  readonly local: LocalState
  readonly secrets: SecretStore
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
  /** Called before rights are kept that are other ones than `before`, or the first. */
  readonly rightsChanged: (before: SharedWorkspace | undefined) => void
}

type SessionFacts = Pick<SharedWorkspace, 'server' | 'email' | 'isFounding'>
type Rights = Pick<SharedWorkspace, 'roles' | 'territory'>

/** Who this device is at the team's server: kept over restarts, renewed while in use. */
export class TeamSession {
  private readonly options: TeamSessionOptions
  private access: { token: string; at: number } | undefined
  private renewing: Promise<string> | undefined
  private claims: Claims | undefined

  constructor(options: TeamSessionOptions) {
    this.options = options
  }

  /** What is known of the server; `undefined` while the workspace is not shared. */
  shared(): SharedWorkspace | undefined {
    return this.options.local.shared()
  }

  /** What the person may do, as the server last told; `undefined` while nothing is shared. */
  currentClaims(): Claims | undefined {
    const shared = this.shared()
    if (!shared) return undefined
    this.claims ??= {
      userId: shared.userId,
      roles: shared.roles,
      territory: shared.territory ? new Set(shared.territory) : 'everything',
    }
    return this.claims
  }

  get isProtected(): boolean {
    return this.options.secrets.isProtected
  }

  client(): ServerClient {
    const shared = this.shared()
    if (!shared) throw new AppError('E-SRV-NOT-SHARED', 'this workspace is not shared')
    return new ServerClient(shared.server)
  }

  /**
   * Keeps a session that the server has just given.
   *
   * @param commit calls what it is given, in the transaction that the session belongs to
   */
  async adopt(
    session: Session,
    facts: SessionFacts,
    commit: (keep: () => void) => void = (keep) => keep(),
  ): Promise<void> {
    await this.options.secrets.write(session.refreshToken)
    commit(() => this.keep(session, facts))
  }

  private keep(session: Session, { server, email, isFounding }: SessionFacts): void {
    const { local, monotonic, rightsChanged } = this.options
    const { workspaceId, userId, deviceId, roles, territory } = session
    const before = this.shared()
    if (!before || !sameRights(before, session)) rightsChanged(before)
    local.setShared({
      server,
      email,
      isFounding,
      workspaceId,
      userId,
      deviceId,
      roles,
      territory,
    })
    local.setLocked(false)
    this.claims = undefined
    this.access = { token: session.accessToken, at: monotonic() }
  }

  /** The server has the directory of this workspace. */
  founded(): void {
    const shared = this.shared()
    if (shared) this.options.local.setShared({ ...shared, isFounding: false })
  }

  /**
   * A token that is good for minutes yet; renewed where it is not.
   *
   * @throws AppError `E-AUTH-SESSION`, `E-AUTH-COPIED`, `E-AUTH-KEY-STORE` or `E-AUTH-REVOKED` where only signing
   *   in again helps, `E-SRV-UNREACHABLE`
   */
  accessToken(): Promise<string> {
    const { access } = this
    if (access && this.options.monotonic() - access.at < tokenUseMs)
      return Promise.resolve(access.token)
    this.renewing ??= this.renew().finally(() => (this.renewing = undefined))
    return this.renewing
  }

  /** Resolves when no renewal is under way. */
  async settled(): Promise<void> {
    await this.renewing?.catch(() => undefined)
  }

  /** Whether the server has shut this device out. */
  get isLocked(): boolean {
    return this.options.local.isLocked()
  }

  /** Nothing is shown on this device any more, until somebody signs in again. */
  lock(): void {
    this.options.local.setLocked(true)
  }

  /** Tells the server that this device is no longer one of its own; where it cannot, nothing happens. */
  async revokeSelf(): Promise<void> {
    const shared = this.shared()
    if (!shared) return
    try {
      await this.client().revokeDevice(await this.accessToken(), shared.deviceId)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }

  /** Forgets the token, for instance because the server no longer takes it. */
  dropAccess(): void {
    this.access = undefined
  }

  /** Forgets everything, when the workspace is thrown away. */
  forget(): void {
    this.options.secrets.clear()
    this.access = undefined
    this.claims = undefined
  }

  private async renew(): Promise<string> {
    const { secrets } = this.options
    const shared = this.shared()
    const refreshToken = await secrets.read()
    if (!shared || !refreshToken)
      throw new AppError('E-AUTH-SESSION', 'there is no session on this device')
    const session = await this.client().refresh(refreshToken)
    await this.adopt(session, shared)
    return session.accessToken
  }
}

export function sameRights(one: Rights, other: Rights): boolean {
  const text = ({ roles, territory }: Rights): string =>
    JSON.stringify([roles.toSorted(), territory?.toSorted() ?? null])
  return text(one) === text(other)
}
