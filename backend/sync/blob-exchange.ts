import { dayMs } from '../../core/domain/time/instant.ts'
import { AppError } from '../../core/contract/app-error.ts'
import type { Attachment } from '../../core/contract/attachments.ts'
import { fileHash } from '../../core/contract/scalars.ts'
import { type ChangeFeed, ChangeSet } from '../app/change-feed.ts'
import type { ContentStore } from '../attachments/content-store.ts'
import type { Connection } from '../storage/connection.ts'
import { BlobClient } from './blob-client.ts'
import { download, sweepParts, upload } from './blob-transfer.ts'
import { openServerContents, type ServerContents } from './server-contents.ts'
import type { SyncLog } from './sync-log.ts'
import type { TeamSession } from './team-session.ts'
import type { TransferChoices } from './transfer-choices.ts'

/** Larger ones come when they are opened, or belong to a customer that is kept here. */
const automaticBytes = 5 * 1024 * 1024
/** When something failed, or a colleague's device has not sent a content yet. */
const retryFirstMs = 1000
const retryLongestMs = 5 * 60_000
/** So long after it was attached, a content is probably still on its way to the server. */
const onItsWayMs = dayMs
const keptPartMs = 7 * dayMs

export interface BlobExchangeOptions {
  readonly session: TeamSession
  readonly syncLog: SyncLog
  readonly content: ContentStore
  readonly connection: Connection
  readonly feed: ChangeFeed
  readonly choices: TransferChoices
  /** For contents that have not arrived whole. */
  readonly folder: string
  /** UTC milliseconds. */
  readonly now: () => number
  readonly log: (message: string) => void
}

/**
 * Brings the contents of attached files to the server and here, behind the exchange of the records:
 * one after the other, smallest first, while the connection is live. What is opened does not wait for
 * its turn, also where this device has paused the rest. A failure ends the round; the next one begins later, or when the connection is live again.
 */
export class BlobExchange {
  private readonly options: BlobExchangeOptions
  private readonly known: ServerContents
  private readonly client: BlobClient
  private readonly aborting = new AbortController()
  private readonly receiving = new Map<string, Promise<void>>()
  /** Contents that the server said it does not have. */
  private readonly absent = new Set<string>()
  /** Contents that no further attempt would help, until the connection is live again. */
  private readonly hopeless = new Set<string>()
  private isLive = false
  private isDue = false
  private round: Promise<void> | undefined
  private timer: NodeJS.Timeout | undefined
  private pauseMs = retryFirstMs
  /** What the device had chosen when that was last looked at. */
  private chosen: string
  private readonly stopListening: () => void

  constructor(options: BlobExchangeOptions) {
    this.options = options
    this.known = openServerContents(options.connection)
    this.client = new BlobClient(options.session, this.aborting.signal)
    this.chosen = this.chosenNow()
    this.stopListening = options.feed.subscribe((changes) => {
      if (changes.has('attachment') || (changes.has('preferences') && this.choseAnew())) this.wake()
    })
  }

  /** The connection is live: everything that is due may be sent and received. */
  live(): void {
    if (this.isLive) return
    this.isLive = true
    this.retryNow()
  }

  /** Tries again what failed, for instance because somebody pressed the button. */
  retryNow(): void {
    this.pauseMs = retryFirstMs
    this.hopeless.clear()
    this.wake()
  }

  offline(): void {
    this.isLive = false
    clearTimeout(this.timer)
  }

  /** What is to be said of a content that is not on this device. */
  stateOf(hash: string, attachedAt: number): Attachment['local'] {
    if (!this.options.session.shared() || !isHash(hash)) return 'missing'
    const isGivenUp = this.absent.has(hash) && this.options.now() - attachedAt > onItsWayMs
    return isGivenUp ? 'nowhere' : 'waiting'
  }

  /**
   * A content that somebody wants to see now, from here or else from the server.
   *
   * @throws AppError `E-ATT-MISSING`, or `E-ATT-DAMAGED` when the one here does not fit its hash and
   *   no other came
   */
  async open(hash: string): Promise<Uint8Array> {
    const { content, session } = this.options
    try {
      return content.get(hash)
    } catch (error) {
      if (!session.shared() || !isHash(hash) || !isAttachmentProblem(error)) throw error
      // Offline, or not with the server: what there is to say is that it is not here.
      const isReceived = await this.receive(hash).then(
        () => true,
        (failure: unknown) => this.failed(hash, failure),
      )
      if (!isReceived) throw error
    }
    return content.get(hash)
  }

  /** Ends what is under way; the next start goes on with it. */
  async stop(): Promise<void> {
    this.isLive = false
    this.stopListening()
    clearTimeout(this.timer)
    this.aborting.abort()
    await Promise.allSettled([this.round, ...this.receiving.values()])
  }

  /** Whether this device has chosen otherwise since the last look: most preferences are of other things. */
  private choseAnew(): boolean {
    const before = this.chosen
    this.chosen = this.chosenNow()
    return this.chosen !== before
  }

  private chosenNow(): string {
    const { choices } = this.options
    return JSON.stringify([choices.isPaused(), choices.keptCustomers()])
  }

  private mayTransfer(): boolean {
    return this.isLive && !this.options.choices.isPaused()
  }

  private wake(): void {
    this.isDue = true
    if (!this.mayTransfer() || this.round) return
    clearTimeout(this.timer)
    this.round = this.work().finally(() => (this.round = undefined))
  }

  private async work(): Promise<void> {
    try {
      const { folder, now } = this.options
      await sweepParts(folder, now() - keptPartMs)
      let isComplete = true
      while (this.isDue && this.mayTransfer()) {
        this.isDue = false
        isComplete = await this.exchangeAll()
        if (!isComplete) break
      }
      if (isComplete) this.pauseMs = retryFirstMs
      else this.retryLater()
    } catch (error) {
      this.options.log(`attachments: ${String(error)}`)
      this.retryLater()
    }
  }

  /** @returns whether nothing is left for later */
  private async exchangeAll(): Promise<boolean> {
    const { choices, syncLog } = this.options
    const epoch = syncLog.place().epoch
    let isComplete = true
    for (const { hash, size, isKept } of this.known.due(epoch, choices.keptCustomers())) {
      if (!this.mayTransfer()) return true
      if (!isHash(hash) || this.hopeless.has(hash)) continue
      const isHere = this.options.content.has(hash)
      if (!isHere && size > automaticBytes && !isKept) continue
      try {
        if (isHere) await upload(this.client, this.options.content, hash)
        else await this.receive(hash)
        this.known.add(hash, epoch)
      } catch (error) {
        isComplete = false
        this.failed(hash, error)
        if (!isAttachmentProblem(error)) return false
      }
    }
    return isComplete
  }

  /** Twice at once is one transfer. */
  private receive(hash: string): Promise<void> {
    const { content, folder } = this.options
    const running = this.receiving.get(hash)
    if (running) return running
    const received = download(this.client, content, { hash, folder })
      .then(() => this.arrived(hash))
      .finally(() => this.receiving.delete(hash))
    this.receiving.set(hash, received)
    return received
  }

  private arrived(hash: string): void {
    this.absent.delete(hash)
    this.announce(hash)
  }

  private failed(hash: string, error: unknown): false {
    if (this.aborting.signal.aborted) return false
    const code = error instanceof AppError ? error.code : undefined
    if (code === 'E-ATT-MISSING' && !this.absent.has(hash)) {
      this.absent.add(hash)
      this.announce(hash)
    } else if (code !== 'E-ATT-MISSING') {
      if (isAttachmentProblem(error)) this.hopeless.add(hash)
      this.options.log(`attachments: ${hash}: ${String(error)}`)
    }
    return false
  }

  private announce(hash: string): void {
    const changes = new ChangeSet()
    for (const id of this.known.attachments(hash)) changes.add('attachment', id)
    this.options.feed.changed(changes)
  }

  private retryLater(): void {
    if (!this.isLive) return
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.wake(), this.pauseMs)
    this.timer.unref()
    this.pauseMs = Math.min(retryLongestMs, this.pauseMs * 2)
  }
}

/** A record may say anything; the hash becomes a path. */
const isHash = (hash: string): boolean => fileHash.safeParse(hash).success

/** Something about one content, after which the others have their turn. */
const isAttachmentProblem = (error: unknown): boolean =>
  error instanceof AppError && error.code.startsWith('E-ATT-')
