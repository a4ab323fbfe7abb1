import { dayMs } from '../../core/domain/time/instant.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { fold, foldAfterMs, type FoldFrom } from '../../core/sync/folding.ts'
import type { Connection } from '../storage/connection.ts'
import type { DocumentHistory } from './document-history.ts'
import type { UpdateLog } from './update-log.ts'

const firstMs = 5 * 60_000
const everyMs = dayMs
/** A document with fewer bytes has too few updates for it to matter. */
const usualLeastBytes = 4096
/** Between two documents everybody else has a turn. */
const betweenMs = 5

export interface LogCompactionOptions {
  readonly writer: Connection
  readonly log: UpdateLog
  readonly history: DocumentHistory
  /** Rows up to here are with the team's server. */
  readonly sharedUpTo: () => number
  /** UTC milliseconds. */
  readonly now: () => number
  readonly foldFrom?: FoldFrom
  readonly leastBytes?: number
  readonly say: (message: string) => void
}

/**
 * Once a day makes one row of the old rows of each document that has many; only of those that the
 * team's server has. Documents in memory stay as they are: nothing changes in them. Who changed what
 * in those rows is kept (TL-21).
 */
export class LogCompaction {
  private readonly options: LogCompactionOptions
  private timer: NodeJS.Timeout | undefined
  private isStopped = false
  private running: Promise<unknown> = Promise.resolve()

  constructor(options: LogCompactionOptions) {
    this.options = options
  }

  /** Begins some minutes from now: a start of the app has other things to do. */
  start(delayMs = firstMs): void {
    if (this.isStopped) return
    this.timer = setTimeout(() => {
      this.running = this.run()
        .catch((error: unknown) => this.options.say(`compaction ended: ${String(error)}`))
        .then(() => this.start(everyMs))
    }, delayMs)
    this.timer.unref()
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.running
  }

  /**
   * Folds what is old now, document by document, each in a transaction of its own.
   *
   * @returns the number of documents that were folded
   */
  async run(): Promise<number> {
    const { log, leastBytes = usualLeastBytes } = this.options
    let count = 0
    for (const id of log.documentsFrom(leastBytes)) {
      if (this.isStopped) break
      if (this.foldOne(id)) count++
      await pause(betweenMs)
    }
    return count
  }

  private foldOne(documentId: string): boolean {
    const { writer, log, history, sharedUpTo, now, foldFrom } = this.options
    const upTo = sharedUpTo()
    const shared = log.entriesOf(documentId).filter(({ seq }) => seq <= upTo)
    const folding = fold(shared, now() - foldAfterMs, foldFrom)
    if (!folding) return false
    const { seq, at } = folding.last
    const histories = history.upTo(documentId, seq)
    writer.raw
      .transaction(() => {
        log.fold(documentId, seq, at, folding.state)
        history.keep(documentId, seq, histories)
      })
      .immediate()
    return true
  }
}
