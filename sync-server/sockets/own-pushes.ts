import type { PushedUpdate, PushResult } from '../../core/sync/feed-messages.ts'
import type { LogEntry } from '../../core/sync/log-entry.ts'

/** What one connection has pushed, so that its pages leave it out. */
export class OwnPushes {
  private underWay: readonly PushedUpdate[] = []
  private readonly seqs = new Set<number>()
  private passed = 0

  /** The log may hold these before their places are known. */
  begin(updates: readonly PushedUpdate[]): void {
    this.underWay = updates
  }

  end(results: readonly PushResult[]): void {
    for (const result of results)
      if ('seq' in result && result.seq > this.passed) this.seqs.add(result.seq)
    this.underWay = []
  }

  has({ seq, documentId, update }: LogEntry): boolean {
    return (
      this.seqs.has(seq) ||
      this.underWay.some(
        (own) => own.documentId === documentId && Buffer.compare(own.update, update) === 0,
      )
    )
  }

  /** Pages do not come back to `seq` and before. */
  forgetUpTo(seq: number): void {
    this.passed = seq
    for (const own of this.seqs) if (own <= seq) this.seqs.delete(own)
  }
}
