import { expect, test } from 'vitest'
import { appOrigin } from './is-app-url.ts'
import { isPermissionAllowed, type MediaType } from './permission-policy.ts'

test('the app may write text to the clipboard, another page may not', () => {
  expect(isPermissionAllowed('clipboard-sanitized-write', `${appOrigin}/`)).toBe(true)
  for (const origin of ['https://example.com', 'app://evil', 'null', '', undefined])
    expect(isPermissionAllowed('clipboard-sanitized-write', origin)).toBe(false)
})

test.each([
  ['win32', true],
  ['darwin', true],
  ['linux', false],
] as const)('GPS-14 on %s the app may ask where it is: %s', (platform, expected) => {
  expect(isPermissionAllowed('geolocation', `${appOrigin}/`, platform)).toBe(expected)
  expect(isPermissionAllowed('geolocation', 'https://example.com', platform)).toBe(false)
})

test('AIR-09 the app may listen to a microphone, and never look through a camera', () => {
  const asks = (media: readonly MediaType[], origin = `${appOrigin}/`): boolean =>
    isPermissionAllowed('media', origin, 'linux', media)
  expect(asks(['audio'])).toBe(true)
  expect(asks(['audio'], 'https://example.com')).toBe(false)
  for (const media of [['video'], ['audio', 'video'], ['unknown'], []] as const)
    expect(asks(media)).toBe(false)
})

// The names of Electron 45's session documentation.
test.each([
  'clipboard-read',
  'deprecated-sync-clipboard-read',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'hid',
  'idle-detection',
  'keyboardLock',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'unknown',
  'usb',
  'window-management',
  'constructor',
])('%s is denied, to the app too', (permission) => {
  expect(isPermissionAllowed(permission, `${appOrigin}/`)).toBe(false)
})
