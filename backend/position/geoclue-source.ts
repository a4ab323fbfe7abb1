import type { Arrival } from '../../core/domain/position/epoch-report.ts'
import { osReport } from '../../core/domain/position/os-report.ts'
import type { PositionReport } from '../../core/domain/position/position-report.ts'
import { GeoclueBus, type GeoclueOptions, geoclueProblem } from './geoclue-bus.ts'
import {
  type PositionSource,
  type Probe,
  probeLimitMs,
  type WatchOptions,
} from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface GeoclueSourceOptions extends GeoclueOptions {
  readonly timing: Timing
}

/** GeoClue's levels of accuracy. */
const [street, exact] = [6, 8]
const firstReportMs = 20_000

/** The location service of Linux desktops. */
export function geoclueSource(options: GeoclueSourceOptions): PositionSource {
  return {
    id: 'geoclue',
    device: null,
    probe: (signal) => probe(options, signal),
    watch: (watch) => reports(options, watch),
  }
}

/** GeoClue is asked for a client only by a capture: that may put a question to the person. */
async function probe(options: GeoclueSourceOptions, signal: AbortSignal): Promise<Probe> {
  const bus = await GeoclueBus.connect({ ...options, limitMs: probeLimitMs }, signal)
  try {
    return (await bus.isInstalled())
      ? { available: true, detail: 'GeoClue can be asked' }
      : { available: false, error: 'UNSUPPORTED', detail: 'GeoClue is not installed' }
  } catch (error) {
    if (signal.aborted)
      return {
        available: false,
        error: 'CANCELLED',
        detail: 'nobody waits for the answer any more',
      }
    return { available: false, ...geoclueProblem(error) }
  } finally {
    await bus.close()
  }
}

async function* reports(
  options: GeoclueSourceOptions,
  { signal, highAccuracy }: WatchOptions,
): AsyncGenerator<PositionReport> {
  if (signal.aborted) return
  const queue = new ReportQueue<PositionReport>()
  const tooLate = new Watchdog(options.timing.schedule, () => {
    queue.push({ error: 'TIMEOUT', detail: 'GeoClue finds no position' })
    queue.end()
  })
  const cancel = (): void => queue.discard()
  signal.addEventListener('abort', cancel)
  const bus = await GeoclueBus.connect(options, signal)
  try {
    const client = await bus.client(options.desktopId, highAccuracy ? exact : street)
    await bus.onEnd(() => {
      queue.push({ error: 'DEVICE_LOST', detail: 'GeoClue ended' })
      queue.end()
    })
    await bus.onLocation(client, (path) => {
      tooLate.stop()
      bus.location(path).then(
        (location) => queue.push(reportOf(location, options.timing)),
        // GeoClue replaces a location when it has a newer one, which is on its way.
        () => undefined,
      )
    })
    await bus.start(client)
    tooLate.feed(firstReportMs)
    yield* queue
  } catch (error) {
    if (!signal.aborted) yield geoclueProblem(error)
  } finally {
    tooLate.stop()
    signal.removeEventListener('abort', cancel)
    await bus.close()
  }
}

function reportOf(location: Record<string, unknown>, timing: Timing): PositionReport {
  const { Latitude, Longitude, Accuracy, Timestamp } = location
  const arrival: Arrival = {
    provider: 'geoclue',
    device: null,
    receivedAt: timing.now(),
    monotonicMs: timing.monotonicMs(),
  }
  const ageMs = Math.max(0, arrival.receivedAt - (instantOf(Timestamp) ?? arrival.receivedAt))
  const position = { lat: Number(Latitude), lon: Number(Longitude) }
  return osReport({ ...position, accuracyM: Number(Accuracy ?? 0), ageMs }, arrival)
}

/** GeoClue's pair of seconds and microseconds in UTC ms; `null` where it gives none. */
function instantOf(timestamp: unknown): number | null {
  if (!Array.isArray(timestamp)) return null
  const [seconds, microseconds] = timestamp.map(Number) as [number, number?]
  return seconds > 0 ? seconds * 1000 + (microseconds ?? 0) / 1000 : null
}
