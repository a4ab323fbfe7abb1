import type { Documents, Fetch } from '../../core/sync/feed-messages.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'
import type { FetchList, ListedDocument } from './fetch-list.ts'

/** Asked for at once: more are under way while these are written. */
const documentsAtOnce = 100

export interface DocumentFetchOptions {
  readonly list: FetchList
  readonly send: (message: Fetch) => void
  /** Writes entries; `andThen` is part of the last transaction. */
  readonly receive: (entries: readonly LogEntry[], andThen: () => void) => Promise<void>
  /** So many documents of all are here. */
  readonly progress: (done: number, total: number) => void
}

/**
 * Brings the documents of the list over one connection, in the list's order. What has come is off the
 * list in the transaction that writes it, so that another connection goes on where this one ended.
 */
export class DocumentFetch {
  private readonly options: DocumentFetchOptions
  private asked: readonly ListedDocument[] = []
  private requests = 0
  private total = 0
  private left = 0

  constructor(options: DocumentFetchOptions) {
    this.options = options
    this.left = options.list.count()
  }

  get isDone(): boolean {
    return this.left === 0
  }

  /** Asks for the first documents of the list, if there are any. */
  start(): void {
    const { list } = this.options
    this.left = list.count()
    this.total = this.left
    if (this.asked.length === 0) this.ask(list.next('', documentsAtOnce))
  }

  /** Takes in an answer, after asking for what follows: the network is not idle meanwhile. */
  async takeIn({ entries, complete }: Documents): Promise<void> {
    const { list, receive, progress } = this.options
    const arrived = this.asked.slice(0, complete)
    const [partial, ...others] = this.asked.slice(complete)
    const last = entries.at(-1)
    const after = last && last.documentId === partial?.documentId ? last.seq : undefined
    const left = partial ? [{ ...partial, after: after ?? partial.after }, ...others] : []
    const lastPlace = this.asked.at(-1)?.place ?? ''
    this.ask([...left, ...list.next(lastPlace, documentsAtOnce - left.length)])
    await receive(entries, () => {
      list.complete(arrived)
      if (partial && after !== undefined) list.reached(partial, after)
    })
    this.left -= arrived.length
    progress(this.total - this.left, this.total)
  }

  private ask(documents: readonly ListedDocument[]): void {
    this.asked = documents
    if (documents.length === 0) return
    const wanted = documents.map(({ documentId, after }) => ({ documentId, after }))
    this.options.send({ type: 'fetch', request: ++this.requests, documents: wanted })
  }
}
