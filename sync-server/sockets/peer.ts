import type { WebSocket } from 'ws'
import { closingCodes } from '../../core/sync/server-api.ts'
import type { Authenticated } from '../identity/sessions.ts'
import { closingCodeOf } from './closing-code.ts'
import type { After } from './timers.ts'

/** An idle stock client connects anew after 30 s of silence. */
const keepAliveMs = 25_000
/** A peer that has answered none of so many pings is gone: after 75 s, whatever the clock does. */
const maxUnansweredPings = 2
/** A reader that takes nothing for so long is dropped. */
const stalledMs = 60_000
/** Bytes that may wait for a reader before the next page is read for it. */
const comfortableBytes = 1024 * 1024
/** Bytes that may wait for a reader before it is dropped. */
const tooManyBytes = 4 * 1024 * 1024
/** "Try again later": a reader that is too slow may come back; codes of 44xx would be final. */
export const slowReaderCode = 1013

export interface PeerOptions {
  readonly socket: WebSocket
  readonly session: Authenticated
  /** UTC milliseconds. */
  readonly now: () => number
  readonly after: After
  readonly log: (message: string) => void
}

/** Handlers of one door; what they throw closes the connection and nothing else. */
export interface PeerHandlers {
  /** A binary message, in memory of its own. */
  onMessage(frame: Uint8Array): void
  /** Called every 25 s, besides a ping. */
  onKeepAlive?(): void
  onClosed(): void
}

/** One open socket of an authenticated person: expiry, keep-alive, backpressure, closing once. */
export class Peer {
  /** Replaced when the client renews its token. */
  private current: Authenticated
  private readonly options: PeerOptions
  private readonly handlers: PeerHandlers
  private open = true
  private unansweredPings = 0
  /** The largest message of those that wait: the state of one document may be above the limit. */
  private largestWaiting = 0
  private cancelExpiry: () => void = () => undefined
  private cancelKeepAlive: () => void = () => undefined
  private waitingForDrain: ((drained: boolean) => void)[] = []

  constructor(options: PeerOptions, handlers: (peer: Peer) => PeerHandlers) {
    this.options = options
    this.current = options.session
    this.handlers = handlers(this)
    const { socket } = options
    socket.on('message', (data, isBinary) => {
      this.unansweredPings = 0
      if (!this.open) return
      if (!isBinary) return this.close(closingCodes.malformed, 'binary messages only')
      this.guard(() => this.handlers.onMessage(new Uint8Array(data as Buffer)))
    })
    socket.on('pong', () => (this.unansweredPings = 0))
    // A frame that breaks the protocol or is too long: ws closes by itself.
    socket.on('error', () => undefined)
    socket.on('close', () => this.dispose())
    this.watchExpiry()
    this.keepAlive()
  }

  get session(): Authenticated {
    return this.current
  }

  get isOpen(): boolean {
    return this.open
  }

  /** Takes the session of a fresh token of the same user and device. */
  renew(session: Authenticated): void {
    if (!this.open) return
    this.current = session
    this.watchExpiry()
  }

  /** Sends a message, unless so much waits already that the reader is dropped. */
  send(bytes: Uint8Array): void {
    if (!this.open) return
    const { socket } = this.options
    const waiting = socket.bufferedAmount
    if (waiting === 0) this.largestWaiting = 0
    const single = this.largestWaiting > tooManyBytes ? this.largestWaiting : 0
    if (waiting - single > tooManyBytes) return this.close(slowReaderCode, 'too slow')
    this.largestWaiting = Math.max(this.largestWaiting, bytes.length)
    socket.send(bytes, () => this.tellDrained())
  }

  /** Whether little enough waits that what can be lost may still be sent. */
  get isComfortable(): boolean {
    return this.options.socket.bufferedAmount <= comfortableBytes
  }

  /** Resolves with true once at most 1 MB waits; with false when the peer is closed, at most 60 s later. */
  drained(): Promise<boolean> {
    if (!this.open || this.isComfortable) return Promise.resolve(this.open)
    return new Promise((resolve) => {
      const cancel = this.options.after(stalledMs, () => this.close(slowReaderCode, 'too slow'))
      this.waitingForDrain.push((drained) => {
        cancel()
        resolve(drained)
      })
    })
  }

  /** Resolves after `delayMs`; with false when the peer is closed by then. */
  async wait(delayMs: number): Promise<boolean> {
    if (delayMs > 0) await new Promise<void>((resolve) => void this.options.after(delayMs, resolve))
    return this.open
  }

  close(code: number, reason: string): void {
    if (!this.open) return
    this.options.socket.close(code, reason)
    this.dispose()
  }

  /** Closes for an error: the codes of tokens and storage, or 1011, which is told to the operator. */
  fail(error: unknown): void {
    const code = closingCodeOf(error)
    if (code === 1011 || code === closingCodes.storage)
      this.options.log(`a connection is closed with ${code}: ${String(error)}`)
    this.close(code, reasons[code] ?? 'internal error')
  }

  /** Runs a handler; what it throws closes this connection. */
  guard(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.fail(error)
    }
  }

  private dispose(): void {
    if (!this.open) return
    this.open = false
    this.cancelExpiry()
    this.cancelKeepAlive()
    for (const tell of this.waitingForDrain.splice(0)) tell(false)
    try {
      this.handlers.onClosed()
    } catch (error) {
      this.options.log(`a connection was not put away: ${String(error)}`)
    }
  }

  private tellDrained(): void {
    if (!this.isComfortable) return
    for (const tell of this.waitingForDrain.splice(0)) tell(true)
  }

  private watchExpiry(): void {
    this.cancelExpiry()
    const leftMs = this.current.expiresAt - this.options.now()
    this.cancelExpiry = this.options.after(leftMs, () => {
      // Node's longest timer is shorter than some sessions.
      if (this.options.now() < this.current.expiresAt) this.watchExpiry()
      else this.close(closingCodes.token, 'session expired')
    })
  }

  private keepAlive(): void {
    this.cancelKeepAlive = this.options.after(keepAliveMs, () => {
      if (!this.open) return
      if (this.unansweredPings >= maxUnansweredPings) {
        this.options.socket.terminate()
        return this.dispose()
      }
      this.unansweredPings++
      this.options.socket.ping()
      this.guard(() => this.handlers.onKeepAlive?.())
      if (this.open) this.keepAlive()
    })
  }
}

const reasons: Record<number, string> = {
  [closingCodes.token]: 'session expired',
  [closingCodes.forbidden]: 'revoked',
  [closingCodes.storage]: 'storage',
}
