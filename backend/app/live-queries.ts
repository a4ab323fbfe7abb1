import type { Emit, Unsubscribe } from '../../core/rpc/handlers.ts'
import type { ChangedTable, ChangeFeed, ChangeSet } from './change-feed.ts'

export interface LiveQuery<T> {
  /** Equal keys share one answer. */
  readonly key: string
  readonly tables: readonly ChangedTable[]
  readonly run: () => T
  /** Narrows `tables`, for instance to one record's id. */
  readonly concerns?: (changes: ChangeSet) => boolean
}

/**
 * Queries that are answered again when a table they depend on changes. Equal queries are run once
 * for all their subscribers, and an unchanged answer is not sent again.
 */
export interface LiveQueries {
  subscribe<T>(query: LiveQuery<T>, emit: Emit<T>): Unsubscribe
}

class SharedAnswer<T> {
  readonly emits = new Set<Emit<T>>()
  private latest: T
  private latestJson: string
  private readonly query: LiveQuery<T>

  constructor(query: LiveQuery<T>) {
    this.query = query
    this.latest = query.run()
    this.latestJson = JSON.stringify(this.latest)
  }

  join(emit: Emit<T>): void {
    this.emits.add(emit)
    emit(this.latest)
  }

  refresh(changes: ChangeSet): void {
    const { tables, concerns, run } = this.query
    if (!tables.some((table) => changes.has(table)) || concerns?.(changes) === false) return
    try {
      const value = run()
      const json = JSON.stringify(value)
      if (json === this.latestJson) return
      this.latest = value
      this.latestJson = json
      for (const emit of this.emits) emit(value)
    } catch (error) {
      for (const emit of this.emits) emit.fail(error)
    }
  }
}

export function createLiveQueries(feed: ChangeFeed): LiveQueries {
  const answers = new Map<string, { answer: SharedAnswer<never>; stop: Unsubscribe }>()

  return {
    subscribe<T>(query: LiveQuery<T>, emit: Emit<T>) {
      const { key } = query
      let entry = answers.get(key)
      if (!entry) {
        const answer = new SharedAnswer(query)
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
        stop()
      }
    },
  }
}
