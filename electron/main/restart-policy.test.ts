import { expect, test } from 'vitest'
import { createRestartPolicy } from './restart-policy.ts'

test('the third stop within a minute is the last', () => {
  const { stopped } = createRestartPolicy()
  expect([0, 30_000, 59_999].map(stopped)).toEqual([200, 1000, undefined])
})

test('a stop is forgotten after a minute', () => {
  const { stopped } = createRestartPolicy()
  expect([0, 30_000, 60_000, 90_000, 119_999].map(stopped)).toEqual([
    200,
    1000,
    1000,
    1000,
    undefined,
  ])
})

test('a start that somebody asks for begins anew', () => {
  const { stopped, reset } = createRestartPolicy()
  for (const at of [0, 1, 2]) stopped(at)
  reset()
  expect(stopped(3)).toBe(200)
})
