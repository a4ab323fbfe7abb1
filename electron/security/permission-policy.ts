import { isAppUrl } from './is-app-url.ts'

/**
 * Everything the app's own page may ask of Chromium; whatever is not here is denied, to everybody.
 * Electron grants most of it by default, geolocation for one. Notifications go through the main
 * process, so the page needs no permission for them.
 */
const allowed: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // "copy" buttons
])

/**
 * @param permission Electron's name of it
 * @param origin of the page that asks, or its address
 */
export function isPermissionAllowed(permission: string, origin: unknown): boolean {
  return allowed.has(permission) && isAppUrl(origin)
}
