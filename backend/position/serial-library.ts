import type { SerialPort } from 'serialport'
import type { PositionError } from '../../core/domain/position/fix.ts'
import type { PositionProblem } from '../../core/domain/position/position-report.ts'
import type { Timing } from './timing.ts'

/**
 * Loads the library of serial ports. It is native: where there is no binary for this machine the
 * backend runs without it.
 */
export type LoadSerial = () => Promise<{ readonly SerialPort: typeof SerialPort }>

export const loadSerial: LoadSerial = () => import('serialport')

export interface OpenedPort {
  readonly port: SerialPort
}

interface OpenOptions {
  readonly path: string
  readonly baudRate: number
  readonly limitMs: number
  readonly timing: Timing
  readonly load: LoadSerial
}

/** Opens a port for us alone; a Bluetooth port may take long, and is closed if it opens too late. */
export async function openPort(options: OpenOptions): Promise<OpenedPort | PositionProblem> {
  const { path, baudRate, limitMs, timing, load } = options
  const library = await load().catch((error: unknown) => messageOf(error))
  if (typeof library === 'string')
    return { error: 'UNSUPPORTED', detail: `no serial ports on this machine: ${library}` }
  const port = new library.SerialPort({ path, baudRate, lock: true, autoOpen: false })
  return new Promise((resolve) => {
    let isTooLate = false
    const cancel = timing.schedule(() => {
      isTooLate = true
      resolve({ error: 'TIMEOUT', detail: `${path} did not open within ${limitMs} ms` })
    }, limitMs)
    port.open((error) => {
      cancel()
      if (error) resolve(openingProblem(path, error.message))
      else if (isTooLate) void closePort(port)
      else resolve({ port })
    })
  })
}

/** Releases a port, whatever state it is in. */
export function closePort(port: SerialPort): Promise<void> {
  // An error after this concerns nobody, and without a listener it would end the process.
  port.on('error', () => undefined)
  if (!port.isOpen) return Promise.resolve()
  return new Promise((resolve) => port.close(() => resolve()))
}

/**
 * What the operating systems say, by the library's words. On Windows a port that another program holds
 * is "access denied".
 */
const openingErrors: readonly (readonly [RegExp, PositionError])[] = [
  [/cannot lock port|resource busy|access denied|temporarily unavailable/i, 'DEVICE_BUSY'],
  [/permission denied|operation not permitted/i, 'PERMISSION_DENIED'],
  [/no such file|file not found|no such device|is a directory|inappropriate ioctl/i, 'NO_DEVICE'],
]

/** The problem that a message of a port that does not open means. */
export function openingProblem(path: string, message: string): PositionProblem {
  const [, error] = openingErrors.find(([words]) => words.test(message)) ?? []
  return { error: error ?? 'NO_DEVICE', detail: `${path} does not open: ${message}` }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
