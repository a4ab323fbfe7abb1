import { describe, expect, test } from 'vitest'
import { localStatus } from './connection-status.ts'

describe('SYN-01 state in the status bar', () => {
  test('without anything under way everything is on this device', () => {
    expect(localStatus('ready', false)).toBe('saved')
  })
  test('a slow write is told', () => {
    expect(localStatus('ready', true)).toBe('saving')
  })
  test.each(['connecting', 'reconnecting', 'failed'] as const)(
    'while the engine is %s nothing is called saved',
    (status) => {
      expect(localStatus(status, false)).toBe('reconnecting')
      expect(localStatus(status, true)).toBe('reconnecting')
    },
  )
})
