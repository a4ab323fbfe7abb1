import { areValidCoordinates } from '../../geo/parse-coordinates.ts'
import type { Epoch } from '../epoch.ts'
import { accuracyOfDilution, finestGnssAccuracyM, knownDilution } from '../gnss-accuracy.ts'
import { type GpsdPosition, gpsdQuality, type GpsdSky } from './read-message.ts'

/** Puts together what gpsd says about each moment: a position, and the satellites of the same receiver. */
export class GpsdEpochs {
  readonly #skies = new Map<string | undefined, GpsdSky>()
  #toldTime: string | undefined

  takeSky(sky: GpsdSky): void {
    // gpsd also sends the satellites without their dilution; what was known before still holds.
    const before = this.#skies.get(sky.device)
    this.#skies.set(sky.device, {
      ...sky,
      hdop: sky.hdop ?? before?.hdop,
      uSat: usedSatellites(sky) ?? before?.uSat,
    })
  }

  /** The moment of a TPV; `null` if gpsd has told that moment already. */
  takePosition(tpv: GpsdPosition): Epoch | null {
    const hasFix = tpv.mode === 2 || tpv.mode === 3
    if (hasFix && tpv.time !== undefined && tpv.time === this.#toldTime) return null
    if (hasFix) this.#toldTime = tpv.time
    const sky = this.#skies.get(tpv.device)
    const coordinates = hasFix ? coordinatesOf(tpv) : null
    const hdop = knownDilution(sky?.hdop ?? null)
    const quality = gpsdQuality(tpv.status)
    const at = Date.parse(tpv.time ?? '')
    return {
      at: Number.isNaN(at) ? null : at,
      coordinates,
      quality,
      mode: coordinates && (tpv.mode === 3 ? 3 : 2),
      hdop,
      satellitesUsed: sky?.uSat ?? null,
      accuracy95M:
        coordinates && (errorOf(tpv) ?? (hdop === null ? null : accuracyOfDilution(hdop, quality))),
      speedMps: coordinates && (tpv.speed ?? null),
    }
  }
}

function coordinatesOf({ lat, lon }: GpsdPosition): Epoch['coordinates'] {
  if (lat === undefined || lon === undefined) return null
  return areValidCoordinates({ lat, lon }) ? { lat, lon } : null
}

/** gpsd's own estimate, which is meant to hold in 95 of 100 cases; older versions give it by axis. */
function errorOf({ eph, epx, epy }: GpsdPosition): number | null {
  const byAxis = epx !== undefined && epy !== undefined ? Math.hypot(epx, epy) : undefined
  const error = eph ?? byAxis
  return error === undefined || error <= 0 ? null : Math.max(finestGnssAccuracyM, error)
}

function usedSatellites({ uSat, satellites }: GpsdSky): number | undefined {
  return uSat ?? satellites?.filter(({ used }) => used).length
}
