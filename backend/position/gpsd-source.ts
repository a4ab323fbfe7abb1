import { connect, type Socket } from 'node:net'
import { epochReport } from '../../core/domain/position/epoch-report.ts'
import { GpsdEpochs } from '../../core/domain/position/gpsd/gpsd-epochs.ts'
import { type GpsdMessage, readGpsdMessage } from '../../core/domain/position/gpsd/read-message.ts'
import type { PositionProblem, PositionReport } from '../../core/domain/position/position-report.ts'
import {
  type PositionSource,
  type Probe,
  probeLimitMs,
  type WatchOptions,
} from './position-source.ts'
import { ReportQueue } from './report-queue.ts'
import type { Timing } from './timing.ts'
import { Watchdog } from './watchdog.ts'

export interface GpsdOptions {
  readonly host: string
  readonly port: number
  readonly timing: Timing
}

/** Where gpsd listens unless it was told otherwise. */
export const gpsdAddress = { host: '127.0.0.1', port: 2947 } as const

/** gpsd may have to find the speed of a receiver first; it answers to a watch before that. */
const firstReportMs = 20_000
/** A receiver that was unplugged or died shows only as silence. */
const silenceMs = 5000
/** No message of gpsd is as long. */
const longestLine = 65_536

/** The receivers of gpsd, by its protocol of JSON lines: https://gpsd.io/gpsd_json.html */
export function gpsdSource(options: GpsdOptions): PositionSource {
  return {
    id: 'gpsd',
    device: null,
    probe: (signal) => probe(options, signal),
    watch: (watch) => reports(options, watch),
  }
}

async function probe(options: GpsdOptions, signal: AbortSignal): Promise<Probe> {
  const queue = new ReportQueue<GpsdMessage | PositionProblem>()
  const conversation = converse(options, queue)
  const tooLate = options.timing.schedule(() => {
    queue.push({ error: 'TIMEOUT', detail: `${addressOf(options)} does not answer like gpsd` })
  }, probeLimitMs)
  const cancel = (): void =>
    queue.push({ error: 'CANCELLED', detail: 'nobody waits for the answer any more' })
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  let release = ''
  try {
    for await (const message of queue) {
      if ('error' in message) return { available: false, ...message }
      if (message.class === 'VERSION') {
        release = message.release
        conversation.write('?DEVICES;\n')
      }
      if (message.class === 'DEVICES') return probeOfDevices(release, message.devices)
    }
    return { available: false, error: 'NO_DEVICE', detail: 'gpsd ended the connection' }
  } finally {
    tooLate()
    signal.removeEventListener('abort', cancel)
    conversation.destroy()
  }
}

function probeOfDevices(release: string, devices: readonly { readonly path: string }[]): Probe {
  if (devices.length === 0) return { available: false, ...noReceiver }
  const paths = devices.map(({ path }) => path).join(', ')
  return { available: true, detail: `gpsd ${release} with ${paths}` }
}

const noReceiver = { error: 'NO_DEVICE', detail: 'gpsd runs, but has no receiver' } as const

async function* reports(
  options: GpsdOptions,
  { signal }: WatchOptions,
): AsyncGenerator<PositionReport> {
  const { timing } = options
  const queue = new ReportQueue<GpsdMessage | PositionProblem>()
  const epochs = new GpsdEpochs()
  let hasReported = false
  const watchdog = new Watchdog(timing.schedule, () => {
    const detail = hasReported
      ? 'the receiver of gpsd has fallen silent'
      : 'the receiver of gpsd does not say anything'
    queue.push({ error: hasReported ? 'DEVICE_LOST' : 'NO_DEVICE', detail })
    queue.end()
  })
  const cancel = (): void => queue.discard()
  if (signal.aborted) return
  signal.addEventListener('abort', cancel)
  const conversation = converse(options, queue)
  watchdog.feed(firstReportMs)
  try {
    for await (const message of queue) {
      if ('error' in message) {
        yield message
        return
      }
      switch (message.class) {
        case 'VERSION':
          conversation.write('?WATCH={"enable":true,"json":true};\n')
          break
        case 'DEVICES':
          if (message.devices.length === 0) {
            yield noReceiver
            return
          }
          break
        case 'SKY':
          epochs.takeSky(message)
          break
        case 'TPV': {
          hasReported = true
          watchdog.feed(silenceMs)
          const epoch = epochs.takePosition(message)
          if (!epoch) break
          yield epochReport(epoch, {
            provider: 'gpsd',
            device: message.device ?? null,
            receivedAt: timing.now(),
            monotonicMs: timing.monotonicMs(),
          })
        }
      }
    }
  } finally {
    watchdog.stop()
    signal.removeEventListener('abort', cancel)
    conversation.destroy()
  }
}

/** Connects and puts what gpsd says into the queue; how the connection ends comes last. */
function converse(options: GpsdOptions, queue: ReportQueue<GpsdMessage | PositionProblem>): Socket {
  const socket = connect(options)
  let pending = ''
  let isGpsd = false
  const end = (problem: PositionProblem): void => {
    queue.push(problem)
    queue.end()
    socket.destroy()
  }
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    const lines = (pending + text).split('\n')
    pending = lines.pop()!
    for (const line of lines) {
      const message = readGpsdMessage(line)
      isGpsd ||= message?.class === 'VERSION'
      if (message) queue.push(message)
    }
    if (pending.length > longestLine || (lines.length > 0 && !isGpsd))
      end({ error: 'BAD_DATA', detail: `${addressOf(options)} does not answer like gpsd` })
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    const isRunning = error.code === 'ECONNRESET' || error.code === 'EPIPE'
    const detail = isRunning
      ? `gpsd broke the connection off (${error.code})`
      : `gpsd cannot be reached at ${addressOf(options)} (${error.code})`
    end({ error: isRunning ? 'DEVICE_LOST' : 'NO_DEVICE', detail })
  })
  socket.on('close', () => end({ error: 'DEVICE_LOST', detail: 'gpsd ended the connection' }))
  return socket
}

function addressOf({ host, port }: GpsdOptions): string {
  return `${host}:${port}`
}
