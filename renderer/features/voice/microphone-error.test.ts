import { expect, test } from 'vitest'
import { problemOf } from './microphone-error.ts'

// The names of the Media Capture specification.
test.each([
  ['NotFoundError', 'absent'],
  ['OverconstrainedError', 'absent'],
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotReadableError', 'busy'],
  ['AbortError', 'busy'],
  ['TypeError', 'unsupported'],
] as const)('AIR-09 %s means that the microphone is %s', (name, problem) => {
  expect(problemOf(new DOMException('no', name))).toBe(problem)
})

test('AIR-09 anything else means that voice does not work here', () => {
  expect([problemOf('no'), problemOf(undefined)]).toEqual(['unsupported', 'unsupported'])
})
