import type { Emit, Unsubscribe } from '../../core/rpc/handlers.ts'
import type { ChangedTable, ChangeFeed, ChangeSet } from './change-feed.ts'

export interface LiveQuery<T> {
  /** Equal keys share one answer. */
  readonly key: string
  readonly tables: readonly ChangedTable[]
  readonly run: () => T
  /** Narrows `tables`, for instance to one record's id. */
  readonly concerns?: (changes: ChangeSet) => boolean
  /** When the answer is another one with no change of data (UTC ms of this device); `null`: never. */
  readonly expiresAt?: (answer: T) => number | null
}

/**
 * Queries that are answered again when a table they depend on changes. Equal queries are run once
 * for all their subscribers, and an unchanged answer is not sent again.
 */
export interface LiveQueries {
  subscribe<T>(query: LiveQuery<T>, emit: Emit<T>): Unsubscribe
}

/** Longer ones end at once in Node. */
const longestTimeoutMs = 2 ** 31 - 1
/** An answer that was to change and did not is asked for again after so long. */
const againMs = 1000

class SharedAnswer<T> {
  readonly emits = new Set<Emit<T>>()
  private latest: T
  private latestJson: string
  private expiresAt: number | null = null
  private timer: NodeJS.Timeout | undefined
  private readonly query: LiveQuery<T>
  private readonly now: () => number

  constructor(query: LiveQuery<T>, now: () => number) {
    this.query = query
    this.now = now
    this.latest = query.run()
    this.latestJson = JSON.stringify(this.latest)
    this.awaitExpiry(this.latest, 0)
  }

  join(emit: Emit<T>): void {
    if (this.expiresAt !== null && this.now() >= this.expiresAt) this.runAgain()
    this.emits.add(emit)
    emit(this.latest)
  }

  refresh(changes: ChangeSet): void {
    const { tables, concerns } = this.query
    if (tables.some((table) => changes.has(table)) && concerns?.(changes) !== false) this.runAgain()
  }

  end(): void {
    clearTimeout(this.timer)
  }

  private awaitExpiry(answer: T, leastMs: number): void {
    clearTimeout(this.timer)
    this.expiresAt = this.query.expiresAt?.(answer) ?? null
    if (this.expiresAt === null) return
    const delayMs = Math.min(Math.max(this.expiresAt - this.now(), leastMs), longestTimeoutMs)
    this.timer = setTimeout(() => this.runAgain(), delayMs)
  }

  private runAgain(): void {
    try {
      const value = this.query.run()
      const json = JSON.stringify(value)
      const isSame = json === this.latestJson
      // A clock that stands, or goes back, would ask without end.
      this.awaitExpiry(value, isSame ? againMs : 0)
      if (isSame) return
      this.latest = value
      this.latestJson = json
      for (const emit of this.emits) emit(value)
    } catch (error) {
      for (const emit of this.emits) emit.fail(error)
    }
  }
}

/** @param now UTC milliseconds of this device */
export function createLiveQueries(feed: ChangeFeed, now: () => number): LiveQueries {
  const answers = new Map<string, { answer: SharedAnswer<never>; stop: Unsubscribe }>()

  return {
    subscribe<T>(query: LiveQuery<T>, emit: Emit<T>) {
      const { key } = query
      let entry = answers.get(key)
      if (!entry) {
        const answer = new SharedAnswer(query, now)
        const stop = feed.subscribe((changes) => answer.refresh(changes))
        entry = { answer: answer as unknown as SharedAnswer<never>, stop }
        answers.set(key, entry)
      }
      const { answer, stop } = entry
      const own = emit as Emit<never>
      answer.join(own)
      return () => {
        answer.emits.delete(own)
        if (answer.emits.size > 0 || answers.get(key)?.answer !== answer) return
        answers.delete(key)
        answer.end()
        stop()
      }
    },
  }
}
