import { randomInt } from 'node:crypto'
import type { Present } from '../../core/contract/presence.ts'
import { presenceState, type Shown, type ShownUser } from '../../core/sync/presence-state.ts'
import { RoomOthers } from '../../core/sync/room-others.ts'
import type { AwarenessState } from '../../core/sync/room-messages.ts'
import { closingCodes } from '../../core/sync/server-api.ts'
import type { LinkEnd } from './feed-link.ts'
import { RoomLink } from './room-link.ts'
import { roomPauseMs } from './room-pause.ts'
import type { TeamSession } from './team-session.ts'

/** Carets move with every key; the server takes 20 messages a second. */
const showEveryMs = 100
/** Others take 30 s of silence for leaving. */
const renewEveryMs = 15_000
const tickMs = 5_000
/** From one activity to the next the document is often the same. */
const lingerMs = 5_000
/** A connection that lasted so long was no failure. */
const provenMs = 30_000

export interface Watched {
  readonly isShown: boolean
  readonly others: readonly Present[]
}

export type PresenceListener = (watched: Watched) => void

export interface DocumentRoomOptions {
  readonly documentId: string
  readonly session: TeamSession
  /** The person of this device, as others may know them. */
  readonly self: () => ShownUser | undefined
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number
  /** 0…1, for the back-off. */
  readonly random: () => number
  /** As of `RoomLinkOptions`. */
  readonly silenceMs: number
  readonly log: (message: string) => void
  /** Whether one more room may be entered. */
  readonly mayEnter: () => boolean
  /** Nobody has the document open any more, and the connection is closed. */
  readonly left: () => void
}

interface Page {
  readonly clientId: number
  readonly listener: PresenceListener
  clock: number
  shown: Shown | undefined
  told: string
}

/** The pages of this device that have one document open, and the others in its room. */
export class DocumentRoom {
  private readonly options: DocumentRoomOptions
  private readonly pages = new Map<string, Page>()
  private readonly others = new RoomOthers()
  /** Own client ids, those of pages that have left included: the server passes on own states too. */
  private readonly own = new Set<number>()
  /** Pages whose state is to be sent, and last words of pages that have left. */
  private readonly due = new Set<Page>()
  private readonly farewells: AwarenessState[] = []
  private link: RoomLink | undefined
  private isInside = false
  private isLive = false
  private failures = 0
  private sentAt = -Infinity
  private connectTimer: NodeJS.Timeout | undefined
  private showTimer: NodeJS.Timeout | undefined
  private lingerTimer: NodeJS.Timeout | undefined
  private tickTimer: NodeJS.Timeout | undefined

  constructor(options: DocumentRoomOptions) {
    this.options = options
  }

  /** Connected, or about to be. */
  get isEntered(): boolean {
    return this.isInside
  }

  /**
   * Takes in a page, in the place of one of the same name: a page that connects anew may come before
   * its old connection is known to be lost.
   *
   * @returns a function with which it leaves
   */
  enter(name: string, listener: PresenceListener): () => void {
    const former = this.pages.get(name)
    if (former) this.leave(name, former)
    clearTimeout(this.lingerTimer)
    const page: Page = {
      clientId: randomInt(1, 2 ** 32),
      listener,
      clock: 0,
      shown: undefined,
      told: '',
    }
    this.own.add(page.clientId)
    this.pages.set(name, page)
    this.publish()
    // While it is backing off, another page does not hurry it.
    if (!this.connectTimer) this.connectSoon(0)
    return () => this.leave(name, page)
  }

  show(name: string, shown: Shown): void {
    const page = this.pages.get(name)
    if (!page) return
    page.shown = shown
    this.due.add(page)
    this.showSoon()
    this.publish()
  }

  /** The exchange with the server is live: the room may be entered. */
  live(): void {
    if (this.isLive) return
    this.isLive = true
    this.failures = 0
    this.connectSoon(0)
  }

  offline(): void {
    this.isLive = false
    clearTimeout(this.connectTimer)
    this.connectTimer = undefined
    this.link?.close()
    this.forgetOthers()
  }

  /** Leaves the room for good. */
  async stop(): Promise<void> {
    const { link } = this
    clearTimeout(this.lingerTimer)
    this.offline()
    this.options.left()
    await link?.ended
  }

  private leave(name: string, page: Page): void {
    if (this.pages.get(name) !== page) return
    this.pages.delete(name)
    this.due.delete(page)
    if (page.shown)
      this.farewells.push({ clientId: page.clientId, clock: page.clock + 1, state: null })
    this.showSoon()
    this.publish()
    if (this.pages.size > 0) return
    clearTimeout(this.lingerTimer)
    this.lingerTimer = setTimeout(() => void this.stop(), lingerMs)
    this.lingerTimer.unref()
  }

  private connectSoon(ms: number): void {
    clearTimeout(this.connectTimer)
    this.connectTimer = setTimeout(() => {
      this.connectTimer = undefined
      void this.connect()
    }, ms)
    this.connectTimer.unref()
  }

  private async connect(): Promise<void> {
    if (this.isInside || !this.isLive || this.pages.size === 0) return
    if (!this.options.mayEnter()) return this.connectSoon(roomPauseMs(closingCodes.tooMany, 0, 0))
    this.isInside = true
    const beganAt = this.options.monotonic()
    const end = await this.stay()
    this.isInside = false
    if (this.options.monotonic() - beganAt >= provenMs) this.failures = 0
    this.failures++
    // Who takes another token is back before the others would be missed.
    if (end.code !== closingCodes.token) this.forgetOthers()
    if (this.isLive)
      this.options.log(`room ${this.options.documentId}: ended: ${end.code} ${end.reason}`)
    this.connectSoon(roomPauseMs(end.code, this.failures, this.options.random()))
  }

  /** One connection from its token to its end. */
  private async stay(): Promise<LinkEnd> {
    const { session, documentId, silenceMs } = this.options
    let accessToken: string
    try {
      accessToken = await session.accessToken()
    } catch (error) {
      return { code: 1006, reason: String(error) }
    }
    const shared = session.shared()
    if (!shared || !this.isLive || this.pages.size === 0)
      return { code: 1006, reason: 'not wanted' }
    const { server, workspaceId } = shared
    this.link = new RoomLink({
      ...{ server, workspaceId, documentId, accessToken, silenceMs },
      opened: () => this.showAll(),
      heard: (states) => {
        this.others.take(states, this.options.monotonic())
        this.publish()
      },
    })
    this.tickTimer = setInterval(() => this.tick(), tickMs)
    this.tickTimer.unref()
    const end = await this.link.ended
    clearInterval(this.tickTimer)
    this.link = undefined
    clearTimeout(this.showTimer)
    this.showTimer = undefined
    this.farewells.length = 0
    // The server may have told the others that they are gone, in the name of each and one later.
    for (const page of this.pages.values()) page.clock++
    return end
  }

  private tick(): void {
    const now = this.options.monotonic()
    if (now - this.sentAt >= renewEveryMs) this.showAll()
    this.others.expire(now)
    this.publish()
  }

  private showAll(): void {
    for (const page of this.pages.values()) this.due.add(page)
    this.showSoon()
  }

  /** Without a connection there is nobody to tell; a new one begins with everything. */
  private showSoon(): void {
    if (this.showTimer || !this.link) return
    const waitMs = Math.max(0, this.sentAt + showEveryMs - this.options.monotonic())
    this.showTimer = setTimeout(() => {
      this.showTimer = undefined
      this.send()
    }, waitMs)
    this.showTimer.unref()
  }

  private send(): void {
    const user = this.options.self()
    const states = this.farewells.splice(0)
    for (const page of this.due)
      if (page.shown && user)
        states.push({
          clientId: page.clientId,
          clock: ++page.clock,
          state: presenceState(user, page.shown),
        })
    this.due.clear()
    if (states.length === 0) return
    this.sentAt = this.options.monotonic()
    this.link?.show(states)
  }

  private forgetOthers(): void {
    this.others.clear()
    this.publish()
  }

  /** Tells every page what is new to it. */
  private publish(): void {
    const others = this.others.list(this.own)
    for (const page of this.pages.values()) {
      const here = this.isLive ? this.otherPages(page) : []
      const watched = { isShown: page.shown !== undefined, others: [...here, ...others] }
      const told = JSON.stringify(watched)
      if (told === page.told) continue
      page.told = told
      page.listener(watched)
    }
  }

  private otherPages(page: Page): Present[] {
    const userId = this.options.self()?.id
    return [...this.pages.values()].flatMap(({ clientId: client, shown }) =>
      client === page.clientId || !shown || !userId
        ? []
        : [{ client, userId, isThisDevice: true, ...shown }],
    )
  }
}
