import { describe, expect, test } from 'vitest'
import { skewMinutes, syncWord } from './sync-wording.ts'

const none = { error: null, pending: 0 } as const

describe('SYN-01 state in the status bar of a shared workspace', () => {
  test('everything exchanged is up to date', () => {
    expect(syncWord({ ...none, connection: 'live' })).toBe('upToDate')
  })
  test('a change on its way is being exchanged', () => {
    expect(syncWord({ ...none, connection: 'live', pending: 1 })).toBe('syncing')
  })
  test('the first pages are being exchanged', () => {
    expect(syncWord({ ...none, connection: 'receiving' })).toBe('syncing')
  })
  test.each(['offline', 'connecting'] as const)(
    '%s with changes tells that they wait',
    (connection) => {
      expect(syncWord({ ...none, connection, pending: 3 })).toBe('offlinePending')
    },
  )
  test('without a server and without changes it is offline', () => {
    expect(syncWord({ ...none, connection: 'offline' })).toBe('offline')
  })
  test('a session that is over is told before anything else', () => {
    const error = { code: 'E-AUTH-SESSION', message: '' } as const
    expect(syncWord({ connection: 'signed-out', error, pending: 2 })).toBe('signedOut')
  })
  test('what does not go on by itself is an error', () => {
    const error = { code: 'E-SRV-ADDRESS', message: '' } as const
    expect(syncWord({ connection: 'offline', error, pending: 0 })).toBe('error')
  })
})

describe('SYN-12 a clock that is wrong', () => {
  test.each([
    [null, 0],
    [120_000, 0],
    [-120_000, 0],
    [7 * 60_000, 7],
    [-3 * 60_000, -3],
    [120_001, 2],
  ])('%s ms is told as %s min', (clockSkewMs, minutes) => {
    expect(skewMinutes({ clockSkewMs })).toBe(minutes)
  })
})
