import { z } from 'zod'
import { serialChoiceSchema } from '../../core/contract/positions.ts'
import { gpsdAddress } from './gpsd-source.ts'

/** Key of the device's preference. */
export const positionChoiceKey = 'gps.sources'

const positionChoice = z.object({
  gpsd: z
    .object({ host: z.string().min(1), port: z.number().int().min(1).max(65_535) })
    .catch({ ...gpsdAddress }),
  /** The receiver's port; `null` while none was chosen. */
  serial: serialChoiceSchema.catch(null),
  /** A recording that stands in for all of them, for demonstrations: it proves nothing. */
  replay: z.string().min(1).nullable().catch(null),
})
/** Where positions come from on this device. */
export type PositionChoice = z.infer<typeof positionChoice>

/** What was chosen on this device, by any version; what cannot be read is as if it were not chosen. */
export function readPositionChoice(stored: unknown): PositionChoice {
  return positionChoice.parse(typeof stored === 'object' && stored !== null ? stored : {})
}
