import { geoclueSource } from './geoclue-source.ts'
import { gpsdAddress, gpsdSource } from './gpsd-source.ts'
import type { PositionSource } from './position-source.ts'
import type { PushedSource } from './pushed-source.ts'
import { replaySource } from './replay-source.ts'
import { type SerialBaudRate, serialSource } from './serial-source.ts'
import type { Timing } from './timing.ts'

/** What is set up on this device. */
export interface SourceChoice {
  /** gpsd of this machine or another one; `null` asks none. */
  readonly gpsd: { readonly host: string; readonly port: number } | null
  /** A receiver at a port of this machine. A port is opened only if it was chosen. */
  readonly serial: { readonly path: string; readonly baudRate: SerialBaudRate | 'auto' } | null
  /** Whether the operating system may be asked. */
  readonly os: boolean
  /** A recording that stands in for all of them. */
  readonly replay: string | null
}

/** Nothing was chosen: gpsd where it always is, and the operating system. */
export const usualSources: SourceChoice = {
  gpsd: gpsdAddress,
  serial: null,
  os: true,
  replay: null,
}

export interface SourcesOptions {
  readonly timing: Timing
  /** Takes what the page gets from the operating system; absent where no page can be asked. */
  readonly pushed?: PushedSource
  readonly platform?: NodeJS.Platform
}

/** The name of our `.desktop` file, as it is packaged. */
const desktopId = 'wiseparts'

/** The sources in the order in which a capture asks them: gpsd, the receiver, the operating system. */
export function positionSources(
  { gpsd, serial, os, replay }: SourceChoice,
  { timing, pushed, platform = process.platform }: SourcesOptions,
): PositionSource[] {
  if (replay !== null) return [replaySource({ file: replay, timing })]
  return [
    ...(gpsd ? [gpsdSource({ ...gpsd, timing })] : []),
    ...(serial ? [serialSource({ ...serial, timing })] : []),
    ...(os && platform === 'linux' ? [geoclueSource({ desktopId, timing })] : []),
    ...(os && pushed ? [pushed] : []),
  ]
}
