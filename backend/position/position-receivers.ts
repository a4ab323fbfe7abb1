import type { ProbedSource, ReceiverView } from '../../core/contract/positions.ts'
import { isFix, type PositionReport } from '../../core/domain/position/position-report.ts'
import type { PositionSource } from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import { listSerialPorts, type SerialPortInfo } from './serial-ports.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface PositionReceivers {
  ports(): Promise<SerialPortInfo[]>
  /** All sources at once; answers within 2 seconds. */
  probe(sources: readonly PositionSource[], signal: AbortSignal): Promise<ProbedSource[]>
  /** Follows one source, at every report and every second, until the signal aborts or it gives up. */
  watch(source: PositionSource, signal: AbortSignal): AsyncIterable<ReceiverView>
}

const tickMs = 1000

/** The receivers of this device, for the choice of one and the live view beside it. */
export function positionReceivers(timing: Timing): PositionReceivers {
  return {
    ports: () => listSerialPorts(),
    probe: (sources, signal) => Promise.all(sources.map((source) => probe(source, signal))),
    watch: (source, signal) => views(source, signal, timing),
  }
}

async function probe(source: PositionSource, signal: AbortSignal): Promise<ProbedSource> {
  const { available, detail, ...rest } = await source.probe(signal)
  const error = 'error' in rest ? rest.error : null
  return { provider: source.id, device: source.device, available, error, detail }
}

async function* views(
  source: PositionSource,
  signal: AbortSignal,
  timing: Timing,
): AsyncGenerator<ReceiverView> {
  const queue = new ReportQueue<ReceiverView>()
  const silent: ReceiverView = {
    ...{ hasFix: false, satellites: null, hdop: null, accuracyM: null, ageMs: null },
    ...{ error: null, detail: null },
  }
  let view = silent
  let fixAtMs: number | null = null
  const show = (): void => {
    const ageMs = fixAtMs === null ? null : Math.max(0, timing.monotonicMs() - fixAtMs)
    queue.push({ ...view, ageMs })
    tick.feed(tickMs)
  }
  const tick = new Watchdog(timing.schedule, show)
  const take = (report: PositionReport): void => {
    if (isFix(report)) fixAtMs = report.monotonicMs
    view = viewOf(report)
    show()
  }
  const left = new AbortController()
  const until = AbortSignal.any([signal, left.signal])
  const following = follow(source, until, take).finally(() => queue.end())
  show()
  try {
    yield* queue
  } finally {
    tick.stop()
    left.abort()
    await following
  }
}

async function follow(
  source: PositionSource,
  signal: AbortSignal,
  take: (report: PositionReport) => void,
): Promise<void> {
  for await (const report of source.watch({ signal, highAccuracy: true })) take(report)
}

function viewOf(report: PositionReport): ReceiverView {
  if (isFix(report))
    return {
      ...{ hasFix: true, satellites: report.satellitesUsed, hdop: report.hdop },
      ...{ accuracyM: report.accuracy95M, ageMs: null, error: null, detail: null },
    }
  const { satellitesUsed = null, hdop = null, error, detail } = report
  return {
    hasFix: false,
    satellites: satellitesUsed,
    hdop,
    accuracyM: null,
    ageMs: null,
    error,
    detail,
  }
}
