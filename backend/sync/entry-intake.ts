import type { LogEntry } from '../../core/sync/log-entry.ts'
import { type DocumentStore, PoisonUpdate } from '../documents/document-store.ts'
import type { Connection } from '../storage/connection.ts'
import type { SyncLog } from './sync-log.ts'

/** Written in one transaction: other calls are answered in between. */
const entriesAtOnce = 50
const bytesAtOnce = 256 * 1024

export interface EntryIntakeOptions {
  readonly writer: Connection
  readonly log: SyncLog
  readonly documents: DocumentStore
  readonly problem: (message: string) => void
}

/** Writes what others have written, a bounded piece at a time. */
export class EntryIntake {
  private readonly options: EntryIntakeOptions
  private isOver = false

  constructor(options: EntryIntakeOptions) {
    this.options = options
  }

  /**
   * Writes entries in their order; between two transactions everybody else has a turn. `andThen` is
   * part of the last one; it does not run when `end` comes before.
   *
   * @param isNews as in `ReceiveOptions`
   */
  async write(
    entries: readonly LogEntry[],
    andThen: () => void,
    { isNews }: { isNews: boolean },
  ): Promise<void> {
    let start = 0
    do {
      if (this.isOver) return
      const end = endOfPiece(entries, start)
      const isLast = end === entries.length
      this.receive(entries.slice(start, end), isLast ? andThen : () => undefined, isNews)
      start = end
      await new Promise(setImmediate)
    } while (start < entries.length)
  }

  /** Nothing more is written. */
  end(): void {
    this.isOver = true
  }

  /** An entry that Yjs cannot apply is put aside, and the others go on. */
  private receive(entries: readonly LogEntry[], andThen: () => void, isNews: boolean): void {
    const { documents, log, writer, problem } = this.options
    try {
      documents.receive(entries, andThen, { isNews })
    } catch (error) {
      if (!(error instanceof PoisonUpdate)) throw error
      const { entry } = error
      problem(error.message)
      const { documentId, userId, at, update } = entry
      const rejection = { documentId, userId, at, updates: [update], records: [] }
      writer.raw
        .transaction(() => log.reject({ ...rejection, origin: 'remote', reason: 'poison' }))
        .immediate()
      this.receive(
        entries.filter((other) => other !== entry),
        andThen,
        isNews,
      )
    }
  }
}

function endOfPiece(entries: readonly LogEntry[], start: number): number {
  let bytes = 0
  for (let end = start; end < entries.length; end++) {
    bytes += entries[end]!.update.length
    if (end > start && (bytes > bytesAtOnce || end - start === entriesAtOnce)) return end
  }
  return entries.length
}
