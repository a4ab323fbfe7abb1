import { maxPageBytes, maxUpdatesPerFrame } from '../../core/sync/limits.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { LogStore } from '../log/log-store.ts'

const pageLimits = { maxUpdates: maxUpdatesPerFrame, maxBytes: maxPageBytes }

/** An entry that was just appended, and where it came from. */
export interface Ingested {
  readonly entry: LogEntry
  /** What was given to `push`, so that a sender can be left out; nothing for another server's. */
  readonly origin: unknown
}

export type LogListener = (ingested: readonly Ingested[]) => void

export interface LogAnnouncerOptions {
  readonly store: LogStore
  readonly log: (message: string) => void
  /** Hears of each entry of another server before it is announced. */
  readonly others: (entry: LogEntry) => void
}

/** Tells the log's news in its order, whichever server appended them. One call at a time. */
export class LogAnnouncer {
  private readonly options: LogAnnouncerOptions
  private readonly listeners = new Set<LogListener>()
  /** Place of the last entry that was announced. */
  private cursor: number | undefined

  constructor(options: LogAnnouncerOptions) {
    this.options = options
  }

  /** Answers with a function that ends it. */
  add(listener: LogListener): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** What the log has the first time is no news. */
  async start(): Promise<void> {
    this.cursor ??= (await this.options.store.head()).seq
  }

  /** Whether the log has what was not announced yet. */
  async isBehind(): Promise<boolean> {
    return (await this.options.store.head()).seq > this.cursor!
  }

  /**
   * Announces what this server has appended, in its place among what others have.
   *
   * @param mayBeMore whether others may have appended something after it
   */
  async announce(ingested: readonly Ingested[], mayBeMore: boolean): Promise<void> {
    const { cursor } = this
    if (cursor === undefined) return
    const isNext = ingested.every(({ entry }, index) => entry.seq === cursor + 1 + index)
    if (isNext) {
      this.cursor = cursor + ingested.length
      this.tell(ingested)
    }
    if (isNext && !mayBeMore) return
    try {
      await this.readOn(new Map(ingested.map((one) => [one.entry.seq, one])))
    } catch (error) {
      // What was not read is announced the next time.
      this.options.log(`the log could not be followed: ${String(error)}`)
    }
  }

  private async readOn(own: ReadonlyMap<number, Ingested>): Promise<void> {
    for (;;) {
      const { entries, to } = await this.options.store.since(this.cursor!, pageLimits)
      if (to === this.cursor) return
      this.cursor = to
      for (const entry of entries) if (!own.has(entry.seq)) this.options.others(entry)
      this.tell(entries.map((entry) => own.get(entry.seq) ?? { entry, origin: undefined }))
    }
  }

  private tell(ingested: readonly Ingested[]): void {
    if (ingested.length === 0) return
    for (const listener of this.listeners)
      try {
        listener(ingested)
      } catch (error) {
        this.options.log(`a listener of the log failed: ${String(error)}`)
      }
  }
}
