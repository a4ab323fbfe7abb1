import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../core/contract/app-error.ts'
import type { ErrorCode } from '../../core/contract/error-codes.ts'
import type { SyncStatus } from '../../core/contract/sync.ts'
import { directoryDocumentId, documentKind } from '../../core/crdt/document-id.ts'
import { type Access, policy } from '../../core/sync/policy.ts'
import { closingCodes } from '../../core/sync/server-api.ts'
import { type ChangeFeed, ChangeSet } from '../app/change-feed.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import type { Connection } from '../storage/connection.ts'
import { backOffMs } from './back-off.ts'
import { closedByUs, FeedLink, type LinkEnd } from './feed-link.ts'
import type { FetchList } from './fetch-list.ts'
import type { SyncLog } from './sync-log.ts'
import { sameRights, type TeamSession } from './team-session.ts'
import * as Y from 'yjs'

/** A token lives 15 minutes; a new one is shown well before. */
const authenticateEveryMs = 10 * 60_000
const tooManyPauseMs = 30_000
/** Only signing in again helps. */
const signedOutCodes: ReadonlySet<ErrorCode> = new Set([
  'E-AUTH-SESSION',
  'E-AUTH-COPIED',
  'E-AUTH-KEY-STORE',
  'E-AUTH-REVOKED',
])
/** How long an answer of the server is waited for at the end. */
const stopTimeoutMs = 2000

export interface TeamSyncOptions {
  readonly session: TeamSession
  readonly syncLog: SyncLog
  readonly fetchList: FetchList
  readonly documents: DocumentStore
  readonly writer: Connection
  readonly feed: ChangeFeed
  /** UTC milliseconds. */
  readonly now: () => number
  readonly log: (message: string) => void
  /** Hears when everything that the server had is here, and each time that something followed. */
  readonly reachedLive: () => void
  /** Hears of the end of the connection. */
  readonly left: () => void
  /** The device's clock minus the server's, in ms. */
  readonly clockCompared: (offsetMs: number) => void
  /** 0…1, for the back-off. */
  readonly random: () => number
  /** How long nothing may come from the server before a connection counts as dead, in ms. */
  readonly silenceMs: number
}

/**
 * The exchange with the team's server, in the background for as long as the workspace is shared:
 * connects, comes back after failures, pushes what is written here, and tells the status bar.
 */
export class TeamSync {
  private readonly options: TeamSyncOptions
  private link: FeedLink | undefined
  private timer: NodeJS.Timeout | undefined
  private isStopped = false
  private isConnecting = false
  private isApart = false
  private failures = 0
  private state: 'offline' | 'connecting' | 'receiving' | 'live' | 'signed-out' = 'offline'
  private error: AppError | undefined
  private progress: { done: number; total: number } | undefined
  private lastSyncAt: number | null = null
  private skewMs: number | null = null
  private isPushDue = false
  private mayForget = false
  private readonly stopListening: () => void

  constructor(options: TeamSyncOptions) {
    this.options = options
    this.stopListening = options.documents.onWritten(() => this.written())
  }

  /** Connects, where the workspace is shared. Answers at once; everything happens in between. */
  start(): void {
    if (this.options.session.shared()) this.connectSoon(0)
  }

  /** What a person may do with a document on this device; everything while nothing is shared. */
  access(documentId: string): Access {
    const claims = this.options.session.currentClaims()
    return claims ? policy(claims, documentId) : 'rw'
  }

  status(): SyncStatus {
    const { session, syncLog } = this.options
    const shared = session.shared()
    if (!shared) return { state: 'alone' }
    const { server, email, roles } = shared
    return {
      state: 'shared',
      server,
      email,
      isAdministrator: roles.includes('admin'),
      isSecretProtected: session.isProtected,
      isLocked: session.isLocked,
      connection: this.state,
      error: this.error ? { code: this.error.code, message: this.error.message } : null,
      pending: syncLog.countUnpushed(),
      rejected: syncLog.countRejections(),
      progress: this.progress ?? null,
      lastSyncAt: this.lastSyncAt,
      clockSkewMs: this.skewMs,
    }
  }

  /** Tries again at once, for instance because somebody pressed the button or signed in. */
  retryNow(): void {
    this.failures = 0
    if (this.state === 'live' || this.isConnecting) return
    this.connectSoon(0)
  }

  /** Runs `work` while there is no connection and none is tried. */
  async apart(work: () => Promise<void>): Promise<void> {
    this.isApart = true
    try {
      clearTimeout(this.timer)
      this.link?.close()
      await this.link?.ended
      await work()
    } finally {
      this.isApart = false
      this.start()
    }
  }

  /** Ends the exchange; what is not pushed stays for the next start. */
  async stop(): Promise<void> {
    this.isStopped = true
    this.stopListening()
    clearTimeout(this.timer)
    const { link } = this
    const { session } = this.options
    link?.close()
    await link?.ended
    // The next refresh token may be on its way: without it this device would look like a copy.
    await Promise.race([session.settled(), pause(stopTimeoutMs)])
  }

  private written(): void {
    if (this.isPushDue || !this.options.session.shared()) return
    this.isPushDue = true
    // After the command has its answer: sharing never makes a person wait.
    setImmediate(() => {
      this.isPushDue = false
      this.link?.push()
      this.changed()
    })
  }

  private connectSoon(ms: number): void {
    clearTimeout(this.timer)
    if (this.isStopped || this.isApart) return
    this.timer = setTimeout(() => void this.connect(), ms)
    this.timer.unref()
  }

  private async connect(): Promise<void> {
    if (this.isConnecting || this.isStopped || !this.options.session.shared()) return
    this.isConnecting = true
    this.become('connecting')
    try {
      const end = await this.exchange()
      if (!this.isStopped) this.ended(end)
    } catch (error) {
      this.failed(error)
    } finally {
      this.isConnecting = false
      this.link = undefined
      this.options.left()
      this.progress = undefined
      this.changed()
    }
  }

  /** One connection from its token to its end. */
  private async exchange(): Promise<LinkEnd> {
    const { session, documents, syncLog: log, fetchList, writer, now, silenceMs } = this.options
    const accessToken = await session.accessToken()
    const shared = session.shared()
    if (!shared) return { code: closedByUs, reason: 'not shared' }
    await this.measureSkew()
    if (shared.isFounding && !this.isStopped) await this.found(accessToken)
    if (this.isStopped) return { code: closedByUs, reason: 'stopped' }
    const link: FeedLink = new FeedLink({
      ...shared,
      accessToken,
      writer,
      log,
      fetchList,
      documents,
      now,
      silenceMs,
      access: (documentId) => this.access(documentId),
      events: {
        progress: (done, total) => this.received(done, total),
        live: () => this.reached(),
        pushed: (activityIds) => this.pushed(activityIds),
        startedOver: () => this.startedOver(),
        forbidden: () => void this.renew(link),
        problem: (message) => this.options.log(`sync: ${message}`),
      },
    })
    this.link = link
    this.mayForget = true
    const renewals = setInterval(() => void this.renew(link), authenticateEveryMs)
    renewals.unref()
    try {
      return await link.ended
    } finally {
      clearInterval(renewals)
    }
  }

  /** The directory of a workspace begun alone goes to the server, which keeps it from then on. */
  private async found(accessToken: string): Promise<void> {
    const { session, documents, writer } = this.options
    const directory = documents.read(directoryDocumentId, (doc) => Y.encodeStateAsUpdate(doc))
    try {
      await session.client().found(accessToken, directory)
    } catch (error) {
      // The answer to a first attempt may have been lost.
      if (!(error instanceof AppError && error.code === 'E-SRV-FOUNDED')) throw error
    }
    writer.raw.transaction(() => session.founded()).immediate()
  }

  private async measureSkew(): Promise<void> {
    const { session, now } = this.options
    const askedAt = now()
    const { at } = await session.client().info()
    this.skewMs = Math.round((askedAt + now()) / 2 - at)
    this.options.clockCompared(this.skewMs)
  }

  private async renew(link: FeedLink): Promise<void> {
    const { session, log } = this.options
    const before = session.shared()
    session.dropAccess()
    try {
      const token = await session.accessToken()
      // With other rights the log is read anew.
      const after = session.shared()
      if (before && after && sameRights(before, after)) link.authenticate(token)
      else link.close()
    } catch (error) {
      // The server ends the connection when the old token has expired.
      log(`sync: no new token: ${String(error)}`)
    }
  }

  private received(done: number, total: number): void {
    this.progress = { done, total }
    if (this.state !== 'live') this.become('receiving')
    this.changed()
  }

  private reached(): void {
    this.failures = 0
    this.error = undefined
    this.progress = undefined
    this.lastSyncAt = this.options.now()
    this.become('live')
    this.forgetHidden()
    this.options.reachedLive()
  }

  private pushed(activityIds: readonly string[]): void {
    if (this.state === 'live') this.forgetHidden()
    const changes = new ChangeSet()
    for (const id of activityIds) changes.add('unshared', id)
    this.options.feed.changed(changes)
    this.changed()
  }

  private startedOver(): void {
    const changes = new ChangeSet()
    changes.addAll('unshared')
    this.options.feed.changed(changes)
    this.changed()
  }

  /**
   * What this person may not see any more leaves the device, once for each connection and after
   * everything that was written here is with the server or kept readable (PRM-03).
   */
  private forgetHidden(): void {
    const { documents, syncLog } = this.options
    if (!this.mayForget || syncLog.countUnpushed() > 0) return
    this.mayForget = false
    for (const id of documents.ids())
      if (documentKind(id) && this.access(id) === 'none') documents.forget(id)
  }

  private ended({ code, reason }: LinkEnd): void {
    const { session, log } = this.options
    log(`sync: the connection ended: ${code} ${reason}`)
    this.failures++
    switch (code) {
      case closedByUs:
        this.become('offline')
        this.connectSoon(0)
        break
      case closingCodes.token:
      case closingCodes.forbidden:
      case closingCodes.roleChanged:
        // A new token tells what is true now: other roles, or that this device is out.
        session.dropAccess()
        this.become('offline')
        this.connectSoon(this.failures > 1 ? this.pauseMs() : 0)
        break
      case closingCodes.tooMany:
        this.become('offline')
        this.connectSoon(tooManyPauseMs)
        break
      default:
        this.become('offline')
        this.connectSoon(this.pauseMs())
    }
  }

  private failed(error: unknown): void {
    const known = error instanceof AppError ? error : new AppError('INTERNAL', String(error))
    this.options.log(`sync: ${known.code}: ${known.message}`)
    this.failures++
    if (known.code === 'E-AUTH-REVOKED') this.options.session.lock()
    this.error = known.code === 'E-SRV-UNREACHABLE' ? undefined : known
    if (signedOutCodes.has(known.code)) this.become('signed-out')
    else {
      this.become('offline')
      this.connectSoon(this.pauseMs())
    }
  }

  private pauseMs(): number {
    return backOffMs(this.failures, this.options.random())
  }

  private become(state: typeof this.state): void {
    this.state = state
    this.changed()
  }

  private changed(): void {
    const changes = new ChangeSet()
    changes.addAll('sync')
    this.options.feed.changed(changes)
  }
}
