import { geoclueSource } from './geoclue-source.ts'
import { gpsdSource } from './gpsd-source.ts'
import type { PositionChoice } from './position-choice.ts'
import type { PositionSource } from './position-source.ts'
import { replaySource } from './replay-source.ts'
import { serialSource } from './serial-source.ts'
import type { Timing } from './timing.ts'

/** The name of our `.desktop` file, as it is packaged. */
const desktopId = 'wiseparts'

/**
 * The sources of this device in the order in which they are asked (GPS-14): gpsd, the receiver, the
 * location service of Linux. The operating system by way of the page comes after them.
 */
export function receiverSources(
  { gpsd, serial, replay }: PositionChoice,
  timing: Timing,
  platform: NodeJS.Platform = process.platform,
): PositionSource[] {
  if (replay !== null) return [replaySource({ file: replay, timing })]
  return [
    gpsdSource({ ...gpsd, timing }),
    ...(serial ? [serialSource({ ...serial, timing })] : []),
    ...(platform === 'linux' ? [geoclueSource({ desktopId, timing })] : []),
  ]
}
