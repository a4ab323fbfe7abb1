import type { Epoch } from './epoch.ts'
import type { Fix } from './fix.ts'
import { gnssTime } from './gnss-time.ts'
import type { PositionReport } from './position-report.ts'

/** When and from where something arrived. */
export type Arrival = Pick<Fix, 'provider' | 'device' | 'receivedAt' | 'monotonicMs'>

/**
 * The position of one moment: `NO_FIX` while the receiver has none, `BAD_DATA` with the date where its
 * clock is impossible.
 */
export function epochReport(epoch: Epoch, arrival: Arrival): PositionReport {
  const { satellitesUsed, hdop } = epoch
  if (!epoch.coordinates)
    return { error: 'NO_FIX', detail: 'the receiver has no fix yet', satellitesUsed, hdop }
  const time = epoch.at === null ? null : gnssTime(epoch.at, arrival.receivedAt)
  if (time?.kind === 'impossible') {
    const detail = `the receiver believes that it is ${new Date(time.at).toISOString()}`
    return { error: 'BAD_DATA', detail, satellitesUsed, hdop }
  }
  return {
    ...epoch.coordinates,
    accuracy95M: epoch.accuracy95M,
    kind: 'gnss',
    quality: epoch.quality,
    mode: epoch.mode,
    hdop,
    satellitesUsed,
    speedMps: epoch.speedMps,
    gpsTime: time?.at ?? null,
    ...arrival,
  }
}
