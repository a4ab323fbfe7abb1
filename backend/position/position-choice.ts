import { z } from 'zod'
import { gpsdAddress } from './gpsd-source.ts'
import { serialBaudRates } from './serial-source.ts'

/** Key of the device's preference. */
export const positionChoiceKey = 'gps.sources'

const baudRate = z.literal(['auto', ...serialBaudRates])
const positionChoice = z.object({
  gpsd: z
    .object({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) })
    .catch({ ...gpsdAddress }),
  /** The receiver's port; `null` while none was chosen. */
  serial: z
    .object({ path: z.string().min(1).max(200), baudRate })
    .nullable()
    .catch(null),
})
/** Where positions come from on this device. */
export type PositionChoice = z.infer<typeof positionChoice>

/** What was chosen on this device, by any version; what cannot be read is as if it were not chosen. */
export function readPositionChoice(stored: unknown): PositionChoice {
  return positionChoice.parse(typeof stored === 'object' && stored !== null ? stored : {})
}
