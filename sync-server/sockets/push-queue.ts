import { closingCodes } from '../../core/sync/server-api.ts'
import type { Peer } from './peer.ts'
import { TokenBucket } from './token-bucket.ts'

/** Average and burst of one connection: a first upload of 20,000 updates takes seconds, not hours. */
const updatesPerSecond = 2_000
const updatesAtOnce = 10_000
const bytesPerSecond = 4 * 1024 * 1024
const bytesAtOnce = 32 * 1024 * 1024
/** What may wait; a client that sends more does not wait for answers. */
const maxWaiting = 64
const maxWaitingBytes = 16 * 1024 * 1024

/** The requests of one connection, one after the other, at a bounded rate. */
export class PushQueue {
  private readonly peer: Peer
  private readonly updates: TokenBucket
  private readonly bytes: TokenBucket
  private last: Promise<void> = Promise.resolve()
  private waiting = 0
  private waitingBytes = 0

  /** @param now UTC milliseconds */
  constructor(peer: Peer, now: () => number) {
    this.peer = peer
    this.updates = new TokenBucket(updatesPerSecond, updatesAtOnce, now)
    this.bytes = new TokenBucket(bytesPerSecond, bytesAtOnce, now)
  }

  /**
   * Runs `work` after what was added before it and after the time that its cost takes. What it
   * throws closes the connection; nothing runs after that. Too much waiting closes with 4429.
   */
  add({ updates, bytes }: { updates: number; bytes: number }, work: () => Promise<void>): void {
    this.waiting++
    this.waitingBytes += bytes
    if (this.waiting > maxWaiting || this.waitingBytes > maxWaitingBytes)
      return this.peer.close(closingCodes.tooMany, 'too many requests')
    this.last = this.last.then(async () => {
      try {
        const delayMs = Math.max(this.updates.take(updates), this.bytes.take(bytes))
        if (await this.peer.wait(delayMs)) await work()
      } catch (error) {
        this.peer.fail(error)
      } finally {
        this.waiting--
        this.waitingBytes -= bytes
      }
    })
  }
}
