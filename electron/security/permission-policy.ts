import { isAppUrl } from './is-app-url.ts'

/**
 * Everything the app's own page may ask of Chromium; whatever is not here is denied, to everybody.
 * Electron grants most of it by default. Notifications go through the main
 * process, so the page needs no permission for them.
 */
const allowed: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // "copy" buttons
])
/** Where Chromium asks the location service of the system; on Linux it would ask Google instead. */
const locatingPlatforms: readonly NodeJS.Platform[] = ['win32', 'darwin']

/** What a page may be let into of `media`: a microphone, never a camera. */
export type MediaType = 'audio' | 'video' | 'unknown'

/**
 * @param permission Electron's name of it
 * @param origin of the page that asks, or its address
 * @param platform of the machine
 * @param media what is wanted of `media`; empty where Electron does not tell
 */
export function isPermissionAllowed(
  permission: string,
  origin: unknown,
  platform: NodeJS.Platform = process.platform,
  media: readonly MediaType[] = [],
): boolean {
  const isMicrophone = media.length > 0 && media.every((each) => each === 'audio')
  const isAllowed =
    allowed.has(permission) ||
    (permission === 'media' && isMicrophone) ||
    (permission === 'geolocation' && locatingPlatforms.includes(platform))
  return isAllowed && isAppUrl(origin)
}
