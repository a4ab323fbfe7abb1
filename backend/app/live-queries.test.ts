import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Emit } from '../../core/rpc/handlers.ts'
import { ChangeSet, createChangeFeed } from './change-feed.ts'
import { createLiveQueries } from './live-queries.ts'

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

/** Opens at ten minutes past; `answers` are those that were sent. */
function waiting() {
  const feed = createChangeFeed(0)
  const live = createLiveQueries(feed, Date.now)
  const opensAt = 600_000
  let runs = 0
  const subscribe = () => {
    const answers: string[] = []
    const emit = Object.assign((answer: string) => void answers.push(answer), {
      fail: (error: unknown) => void answers.push(String(error)),
    }) as Emit<string>
    const stop = live.subscribe(
      {
        key: 'door',
        tables: ['activity'],
        run: () => (runs++, Date.now() < opensAt ? 'closed' : 'open'),
        expiresAt: (answer) => (answer === 'closed' ? opensAt : null),
      },
      emit,
    )
    return { answers, stop }
  }
  return { feed, subscribe, runs: () => runs }
}

test('an answer that time changes is sent again then, and not before', () => {
  const { subscribe } = waiting()
  const { answers } = subscribe()
  vi.advanceTimersByTime(599_999)
  expect(answers).toEqual(['closed'])
  vi.advanceTimersByTime(1)
  expect(answers).toEqual(['closed', 'open'])
})

test('whoever joins late gets no answer that time has changed', () => {
  const { subscribe } = waiting()
  subscribe()
  vi.setSystemTime(700_000)
  expect(subscribe().answers).toEqual(['open'])
})

test('nothing is asked for when nobody looks any more', () => {
  const { subscribe, runs } = waiting()
  subscribe().stop()
  vi.advanceTimersByTime(700_000)
  expect(runs()).toBe(1)
})

test('a clock that goes back meanwhile is waited for, a second at a time', () => {
  const { feed, subscribe, runs } = waiting()
  const { answers } = subscribe()
  vi.setSystemTime(-600_000)
  const changes = new ChangeSet()
  changes.addAll('activity')
  feed.changed(changes)
  vi.advanceTimersByTime(1_199_000)
  expect(answers).toEqual(['closed'])
  vi.advanceTimersByTime(2_000)
  expect(answers).toEqual(['closed', 'open'])
  expect(runs()).toBeLessThan(10)
})
