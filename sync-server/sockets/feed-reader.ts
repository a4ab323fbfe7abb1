import { encodeFeedMessage } from '../../core/sync/feed-codec.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { LogPage } from '../log/log-store.ts'
import type { Peer } from './peer.ts'
import type { SharedPages } from './shared-pages.ts'

export interface FeedReaderOptions {
  readonly pages: SharedPages
  readonly peer: Peer
  readonly isVisible: (entry: LogEntry) => boolean
  /** The pages have passed this place. */
  readonly onRead: (seq: number) => void
}

/**
 * Follows the log by its cursor and sends it as pages. News of the log only wake it: bursts and slow
 * readers go through the same loop as the first sync, so nothing is left out and nothing overtakes.
 */
export class FeedReader {
  private readonly options: FeedReaderOptions
  private cursor: number
  private isLive = false
  private running = false
  private woken = false

  /** @param cursor a place of the log; the entries after it follow */
  constructor(options: FeedReaderOptions, cursor: number) {
    this.options = options
    this.cursor = cursor
  }

  /** There may be something to read. */
  wake(): void {
    this.woken = true
    if (!this.running) void this.run()
  }

  private async run(): Promise<void> {
    this.running = true
    try {
      while (this.woken && this.options.peer.isOpen) {
        this.woken = false
        await this.readOn()
      }
    } catch (error) {
      this.options.peer.fail(error)
    } finally {
      this.running = false
    }
  }

  private async readOn(): Promise<void> {
    const { pages, peer, isVisible, onRead } = this.options
    let unsent: LogPage | undefined
    while (await peer.drained()) {
      const page = await pages.since(this.cursor)
      if (page.to === this.cursor) break
      this.cursor = page.to
      const entries = page.entries.filter(isVisible)
      onRead(page.to)
      unsent = entries.length > 0 ? undefined : page
      if (entries.length > 0) this.send({ ...page, entries })
      // Others have their turn between two pages.
      await new Promise(setImmediate)
    }
    // Where the client may see nothing, its place and chain go on all the same.
    if (unsent) this.send({ ...unsent, entries: [] })
    if (!this.isLive && peer.isOpen) {
      this.isLive = true
      peer.send(encodeFeedMessage({ type: 'live' }))
    }
  }

  private send(page: LogPage): void {
    this.options.peer.send(encodeFeedMessage({ type: 'page', ...page }))
  }
}
