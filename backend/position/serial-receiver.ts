import { existsSync } from 'node:fs'
import type { SerialPort } from 'serialport'
import type { Epoch } from '../../core/domain/position/epoch.ts'
import { epochReport } from '../../core/domain/position/epoch-report.ts'
import type { PositionError } from '../../core/domain/position/fix.ts'
import { NmeaReader } from '../../core/domain/position/nmea/nmea-reader.ts'
import { isFix, type PositionReport } from '../../core/domain/position/position-report.ts'
import type { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

interface SerialReceiverOptions {
  readonly port: SerialPort
  /** Speeds to try, in this order; the port is open at the first. */
  readonly baudRates: readonly number[]
  readonly timing: Timing
  readonly queue: ReportQueue<PositionReport>
}

/** Receivers speak once a second; at one of several speeds they are listened to for this long. */
const listenMs = 1600
/** At the only speed there is patience. */
const listenLongMs = 5000
/** So much without a sentence is not a receiver at this speed: on to the next. */
const enoughNoise = 512
const silenceMs = 5000
/** Between two bursts a receiver pauses; what was told before is a moment. */
const pauseMs = 250
/** A port whose device is gone can read nothing at full speed without an event. */
const presenceMs = 1000
/** What an unplugged receiver may leave behind of a sentence. */
const longestRest = 200

/** Listens to a receiver at an open port: finds the speed, tells the moments, notices when it is gone. */
export class SerialReceiver {
  readonly #options: SerialReceiverOptions
  readonly #listening: Watchdog
  readonly #sense: Watchdog
  readonly #moments: Watchdog
  readonly #pause: Watchdog
  readonly #presence: Watchdog
  readonly #watchdogs: Watchdog[] = []
  #reader = new NmeaReader()
  #rate = 0
  #hasHeard = false
  /** Since the last sentence, or since this speed was set. */
  #bytesWithoutSense = 0
  #accepted = 0
  #hasFix = false
  #lastData = { receivedAt: 0, monotonicMs: 0 }
  #isStopped = false

  constructor(options: SerialReceiverOptions) {
    this.#options = options
    const { port, timing } = options
    const watchdog = (run: () => void): Watchdog => {
      const made = new Watchdog(timing.schedule, run)
      this.#watchdogs.push(made)
      return made
    }
    this.#listening = watchdog(() => this.#tryNextRate())
    this.#sense = watchdog(() => this.#endWithoutSense())
    this.#moments = watchdog(() => this.#tellThatNothingMoves())
    this.#pause = watchdog(() => this.#tell(this.#reader.finish()))
    this.#presence = watchdog(() => this.#checkPresence())
    port.on('data', (chunk: Buffer) => this.#take(chunk))
    port.on('error', (error) => this.#end('DEVICE_LOST', `the port failed: ${error.message}`))
    port.on('close', () => this.#end('DEVICE_LOST', 'the receiver was unplugged'))
    this.#listening.feed(this.#listenMs())
    this.#presence.feed(presenceMs)
  }

  stop(): void {
    this.#isStopped = true
    this.#watchdogs.forEach((each) => each.stop())
  }

  #listenMs(): number {
    return this.#options.baudRates.length === 1 ? listenLongMs : listenMs
  }

  #take(chunk: Buffer): void {
    if (this.#isStopped) return
    this.#hasHeard = true
    this.#bytesWithoutSense += chunk.length
    const before = this.#lastData
    this.#lastData = this.#now()
    for (const epoch of this.#reader.read(chunk.toString('latin1'))) this.#tell(epoch, before)
    if (this.#reader.accepted > this.#accepted) this.#madeSense()
    else if (this.#accepted === 0 && this.#bytesWithoutSense > enoughNoise && this.#hasNextRate())
      this.#tryNextRate()
    this.#pause.feed(pauseMs)
    this.#presence.feed(presenceMs)
  }

  #madeSense(): void {
    if (this.#accepted === 0) {
      this.#listening.stop()
      this.#moments.feed(silenceMs)
    }
    this.#accepted = this.#reader.accepted
    this.#bytesWithoutSense = 0
    this.#sense.feed(silenceMs)
  }

  /** @param at when the moment arrived; by default what came last belongs to it */
  #tell(epoch: Epoch | null, at = this.#lastData): void {
    if (!epoch || this.#isStopped) return
    this.#moments.feed(silenceMs)
    const arrival = { provider: 'serial', device: this.#options.port.path, ...at } as const
    const report = epochReport(epoch, arrival)
    this.#hasFix = isFix(report)
    this.#options.queue.push(report)
  }

  #hasNextRate(): boolean {
    return this.#rate + 1 < this.#options.baudRates.length
  }

  #tryNextRate(): void {
    const { path } = this.#options.port
    if (!this.#hasNextRate()) {
      const rates = this.#options.baudRates.join(', ')
      if (this.#hasHeard) this.#end('BAD_DATA', `${path} sends no NMEA sentences at ${rates} baud`)
      else this.#end('NO_DEVICE', `${path} does not say anything at ${rates} baud`)
      return
    }
    this.#rate++
    this.#reader = new NmeaReader()
    this.#bytesWithoutSense = 0
    this.#listening.feed(this.#listenMs())
    const baudRate = this.#options.baudRates[this.#rate]!
    this.#options.port.update({ baudRate }, (error) => {
      if (error) this.#end('DEVICE_LOST', `the port failed: ${error.message}`)
    })
  }

  #endWithoutSense(): void {
    const seconds = silenceMs / 1000
    if (this.#bytesWithoutSense > longestRest)
      this.#end('BAD_DATA', `only noise for ${seconds} s instead of NMEA sentences`)
    else this.#end('DEVICE_LOST', `the receiver has said nothing for ${seconds} s`)
  }

  /** Sentences, but no new moment: no time yet, or always the same. */
  #tellThatNothingMoves(): void {
    this.#moments.feed(silenceMs)
    this.#options.queue.push(
      this.#hasFix
        ? { error: 'STALE', detail: 'the receiver repeats the same moment' }
        : { error: 'NO_FIX', detail: 'the receiver does not know the time yet' },
    )
  }

  #checkPresence(): void {
    const { path } = this.#options.port
    this.#presence.feed(presenceMs)
    if (path.startsWith('/') && !existsSync(path))
      this.#end('DEVICE_LOST', `${path} is not there any more`)
  }

  #end(error: PositionError, detail: string): void {
    if (this.#isStopped) return
    this.stop()
    this.#options.queue.push({ error, detail })
    this.#options.queue.end()
  }

  #now(): { receivedAt: number; monotonicMs: number } {
    const { now, monotonicMs } = this.#options.timing
    return { receivedAt: now(), monotonicMs: monotonicMs() }
  }
}
