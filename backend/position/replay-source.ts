import { readFile } from 'node:fs/promises'
import type { Coordinates } from '../../core/domain/geo/parse-coordinates.ts'
import type { Epoch } from '../../core/domain/position/epoch.ts'
import { type Arrival, epochReport } from '../../core/domain/position/epoch-report.ts'
import { readGpx } from '../../core/domain/position/gpx/read-gpx.ts'
import { NmeaReader } from '../../core/domain/position/nmea/nmea-reader.ts'
import type { PositionReport } from '../../core/domain/position/position-report.ts'
import type { PositionSource, Probe, WatchOptions } from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface ReplayOptions {
  /** A recording: NMEA 0183, or a GPX file if its name says so. */
  readonly file: string
  readonly timing: Timing
}

const stepMs = 1000
/** GPX tells none; what a receiver under an open sky has. */
const gpxAccuracyM = 10

/**
 * Plays a recording over and over, one moment a second, for demonstrations. Every position says that it
 * is simulated, so that it proves nothing.
 */
export function replaySource(options: ReplayOptions): PositionSource {
  return {
    id: 'replay',
    device: options.file,
    async probe(): Promise<Probe> {
      const epochs = await read(options)
      if (epochs.length === 0) return { available: false, ...nothingIn(options) }
      return { available: true, detail: `${epochs.length} moments in ${options.file}` }
    },
    watch: (watch) => reports(options, watch),
  }
}

async function* reports(
  options: ReplayOptions,
  { signal }: WatchOptions,
): AsyncGenerator<PositionReport> {
  const epochs = await read(options)
  if (signal.aborted) return
  if (epochs.length === 0) {
    yield nothingIn(options)
    return
  }
  const { timing, file } = options
  const queue = new ReportQueue<PositionReport>()
  let next = 0
  const step = (): void => {
    const epoch = epochs[next++ % epochs.length]!
    const arrival: Arrival = {
      provider: 'replay',
      device: file,
      receivedAt: timing.now(),
      monotonicMs: timing.monotonicMs(),
    }
    queue.push(epochReport({ ...epoch, at: null, quality: 'simulated' }, arrival))
    clock.feed(stepMs)
  }
  const clock = new Watchdog(timing.schedule, step)
  const cancel = (): void => queue.discard()
  signal.addEventListener('abort', cancel)
  step()
  try {
    yield* queue
  } finally {
    clock.stop()
    signal.removeEventListener('abort', cancel)
  }
}

async function read({ file }: ReplayOptions): Promise<Epoch[]> {
  const bytes = await readFile(file).catch(() => Buffer.alloc(0))
  if (/\.gpx$/i.test(file)) return readGpx(bytes.toString('utf8')).map(epochAt)
  const reader = new NmeaReader()
  const epochs = reader.read(bytes.toString('latin1'))
  const last = reader.finish()
  return last ? [...epochs, last] : epochs
}

function epochAt(coordinates: Coordinates): Epoch {
  return {
    ...{ at: null, coordinates, quality: 'simulated', mode: 3, hdop: null, satellitesUsed: null },
    ...{ accuracy95M: gpxAccuracyM, speedMps: null },
  }
}

function nothingIn({ file }: ReplayOptions) {
  return { error: 'BAD_DATA', detail: `no recording of positions in ${file}` } as const
}
