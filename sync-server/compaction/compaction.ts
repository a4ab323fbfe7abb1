import { dayMs } from '../../core/domain/time/instant.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { fold, foldAfterMs } from '../../core/sync/folding.ts'
import type { LogStore } from '../log/log-store.ts'
import { type After, afterByNode } from '../sockets/timers.ts'

const firstMs = 60_000
const everyMs = dayMs
const idsAtOnce = 500
/** Between two documents everybody else has a turn. */
const betweenMs = 2

export interface CompactionOptions {
  readonly store: LogStore
  /** UTC milliseconds. */
  readonly now: () => number
  readonly log: (message: string) => void
  readonly after?: After
}

/** Once a day makes one entry of the old entries of each document that has many. */
export class Compaction {
  private readonly options: CompactionOptions
  private isStopped = false
  private running: Promise<void> = Promise.resolve()
  private cancel: () => void = () => undefined

  constructor(options: CompactionOptions) {
    this.options = options
  }

  /** Begins a minute from now, and then every day. */
  start(delayMs = firstMs): void {
    this.cancel = (this.options.after ?? afterByNode)(delayMs, () => {
      this.running = this.run().then(
        (count) => this.options.log(`folded the old entries of ${count} documents`),
        (error: unknown) => this.options.log(`compaction ended: ${String(error)}`),
      )
      void this.running.then(() => this.isStopped || this.start(everyMs))
    })
  }

  /** Resolves when nothing of it is under way. */
  async stop(): Promise<void> {
    this.isStopped = true
    this.cancel()
    await this.running
  }

  /**
   * Folds what is old now, document by document.
   *
   * @returns the number of documents that were folded
   * @throws AppError as the store does
   */
  async run(): Promise<number> {
    const { store, now } = this.options
    const before = now() - foldAfterMs
    let count = 0
    for (let after = ''; ;) {
      const ids = await store.documentIds(after, idsAtOnce)
      for (const id of ids) {
        if (this.isStopped) return count
        const folding = fold(await store.entriesOf(id), before)
        if (folding) {
          await store.fold(id, folding.last.seq, folding.state)
          count++
        }
        await pause(betweenMs)
      }
      const last = ids.at(-1)
      if (last === undefined) return count
      after = last
    }
  }
}
