import type { LogPage, LogStore, PageLimits } from '../log/log-store.ts'

/** A page has at most 1 MB; most readers wait at the end of the log for the same one. */
const maxKept = 8

/**
 * Pages that were read for one reader and serve the others at the same place, until there is more in
 * the log: the store is asked once for each news, not once for each reader.
 */
export class SharedPages {
  private readonly store: LogStore
  private readonly limits: PageLimits
  private readonly pages = new Map<number, Promise<LogPage>>()

  constructor(store: LogStore, limits: PageLimits) {
    this.store = store
    this.limits = limits
  }

  /** As `LogStore.since`, of an instant after the last `forget`. */
  since(cursor: number): Promise<LogPage> {
    const known = this.pages.get(cursor)
    if (known) return known
    const page = this.store.since(cursor, this.limits)
    this.pages.set(cursor, page)
    const [oldest] = this.pages.keys()
    if (this.pages.size > maxKept) this.pages.delete(oldest!)
    page.catch(() => this.pages.get(cursor) === page && this.pages.delete(cursor))
    return page
  }

  /** To be called when the log has more, before readers are told. */
  forget(): void {
    this.pages.clear()
  }
}
