import { gpsdSource } from './gpsd-source.ts'
import type { PositionChoice } from './position-choice.ts'
import type { PositionSource } from './position-source.ts'
import { serialSource } from './serial-source.ts'
import type { Timing } from './timing.ts'

/**
 * The receivers of this device in the order in which they are asked (GPS-14); the operating system comes
 * after them.
 */
export function receiverSources(
  { gpsd, serial }: PositionChoice,
  timing: Timing,
): PositionSource[] {
  return [gpsdSource({ ...gpsd, timing }), ...(serial ? [serialSource({ ...serial, timing })] : [])]
}
