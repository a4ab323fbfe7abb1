import { type SerialBaudRate, serialBaudRates } from '../../core/contract/positions.ts'
import type { PositionReport } from '../../core/domain/position/position-report.ts'
import {
  type PositionSource,
  type Probe,
  probeLimitMs,
  type WatchOptions,
} from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import { closePort, type LoadSerial, loadSerial, openPort } from './serial-library.ts'
import { SerialReceiver } from './serial-receiver.ts'
import type { Timing } from './timing.ts'

export interface SerialOptions {
  /** `/dev/ttyUSB0`, `COM3`. */
  readonly path: string
  readonly baudRate: SerialBaudRate | 'auto'
  readonly timing: Timing
  readonly load?: LoadSerial
}

const openLimitMs = 5000

/** A receiver at a serial port, by USB, Bluetooth or a plug of its own, that speaks NMEA 0183. */
export function serialSource(options: SerialOptions): PositionSource {
  return {
    id: 'serial',
    device: options.path,
    probe: (signal) => probe(options, signal),
    watch: (watch) => reports(options, watch),
  }
}

/** Opens and closes the port: it is there, it is free, and we may. Speeds are not tried. */
async function probe(options: SerialOptions, signal: AbortSignal): Promise<Probe> {
  if (signal.aborted)
    return { available: false, error: 'CANCELLED', detail: 'nobody waits for the answer any more' }
  const opened = await open(options, probeLimitMs)
  if ('error' in opened) return { available: false, ...opened }
  await closePort(opened.port)
  return { available: true, detail: `${options.path} can be opened` }
}

async function* reports(
  options: SerialOptions,
  { signal }: WatchOptions,
): AsyncGenerator<PositionReport> {
  if (signal.aborted) return
  const queue = new ReportQueue<PositionReport>()
  const cancel = (): void => queue.discard()
  signal.addEventListener('abort', cancel)
  const opened = await open(options, openLimitMs)
  if ('error' in opened) {
    signal.removeEventListener('abort', cancel)
    if (!signal.aborted) yield opened
    return
  }
  const { port } = opened
  const baudRates = ratesOf(options)
  const receiver = new SerialReceiver({ port, baudRates, timing: options.timing, queue })
  try {
    yield* queue
  } finally {
    signal.removeEventListener('abort', cancel)
    receiver.stop()
    await closePort(port)
  }
}

function open(options: SerialOptions, limitMs: number): ReturnType<typeof openPort> {
  const { path, timing, load = loadSerial } = options
  return openPort({ path, baudRate: ratesOf(options)[0]!, limitMs, timing, load })
}

function ratesOf({ baudRate }: SerialOptions): readonly number[] {
  return baudRate === 'auto' ? serialBaudRates : [baudRate]
}
