import type { Host } from '../../../core/host/host-contract.ts'
import type { PushedPosition } from '../../../core/contract/verification.ts'

/** macOS tells one standard deviation of a Gaussian error in two dimensions where others tell 95 %. */
const macAccuracyFactor = 1.73
/** Some systems never answer: then this is the answer. */
const deadlineMs = 20_000

/**
 * Watches the position of the operating system through the browser engine, until the answer is called.
 * Electron on Linux has none: there the backend has asked GeoClue before.
 *
 * @param push called with every position, or with why there is none
 * @returns ends it
 */
export function watchOsPosition(
  shell: Host['shell'],
  push: (position: PushedPosition) => void,
  geolocation: Geolocation | undefined = navigator.geolocation,
  agent = navigator.userAgent,
): () => void {
  if (!geolocation || (shell === 'desktop' && /Linux/.test(agent))) {
    push({ error: 'UNSUPPORTED' })
    return () => undefined
  }
  const tooLate = setTimeout(() => push({ error: 'TIMEOUT' }), deadlineMs)
  const id = geolocation.watchPosition(
    ({ coords, timestamp }) => {
      clearTimeout(tooLate)
      const { latitude: lat, longitude: lon, accuracy } = coords
      const ageMs = Math.max(0, Math.round(Date.now() - timestamp))
      const accuracyM = /Mac/.test(agent) ? accuracy * macAccuracyFactor : accuracy
      push({ lat, lon, accuracyM, ageMs })
    },
    (error) => {
      clearTimeout(tooLate)
      push({ error: errorOf(error) })
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: deadlineMs },
  )
  return () => {
    clearTimeout(tooLate)
    geolocation.clearWatch(id)
  }
}

function errorOf({
  code,
}: GeolocationPositionError): 'PERMISSION_DENIED' | 'TIMEOUT' | 'NO_DEVICE' {
  if (code === GeolocationPositionError.PERMISSION_DENIED) return 'PERMISSION_DENIED'
  return code === GeolocationPositionError.TIMEOUT ? 'TIMEOUT' : 'NO_DEVICE'
}
