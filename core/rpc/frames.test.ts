import { expect, test } from 'vitest'
import { readClientFrame, readServerFrame } from './frames.ts'

const nonsense: unknown[] = [
  undefined,
  null,
  7,
  'hello',
  [],
  {},
  { type: 'call' },
  { type: 'call', id: 1 },
  { type: 'call', id: 1.5, operation: 'a' },
  { type: 'call', id: '1', operation: 'a' },
  { type: 'call', id: 1, operation: ['a'] },
  { type: 'cancel' },
  { type: 'hello' },
  { type: 'result', value: 1 },
  { type: 'unheard-of', id: 1 },
]

test.each(nonsense.map((message) => [message]))('%j is a frame of neither side', (message) => {
  expect(readClientFrame(message)).toBeUndefined()
  expect(readServerFrame(message)).toBeUndefined()
})

test('a failure with an unknown code still ends the call', () => {
  const failure = { code: 'E-FROM-THE-FUTURE', message: 'x' }
  expect(readServerFrame({ type: 'failure', id: 1, failure })).toEqual({
    type: 'failure',
    id: 1,
    failure: { code: 'INTERNAL', message: 'The failure could not be read.' },
  })
})
