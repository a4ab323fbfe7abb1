import { expect, test } from 'vitest'
import { nextTurn } from './next-turn.ts'

const entry = (id: string, startAt: number | null, endAt: number | null) => ({ id, startAt, endAt })

test('TL-07 the next moment is the nearest start or end ahead, with all it concerns', () => {
  const entries = [
    entry('over', 100, 200),
    entry('running', 250, 400),
    entry('next', 400, 500),
    entry('later', 600, null),
    entry('draft', null, null),
  ]
  expect(nextTurn(entries, 300)).toEqual({ at: 400, ids: ['running', 'next'] })
  expect(nextTurn(entries, 501)).toEqual({ at: 600, ids: ['later'] })
  expect(nextTurn(entries, 601)).toBeUndefined()
})
