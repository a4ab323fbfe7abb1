import { expect, test } from 'vitest'
import { RoomOthers } from './room-others.ts'

const state = (userId: string, activity: string) => ({ user: { id: userId }, activity })
const nobody = new Set<number>()
const shownBy = (others: RoomOthers): (string | null)[] =>
  others.list(nobody).map(({ activityId }) => activityId)

test('the others are listed without own pages', () => {
  const others = new RoomOthers()
  others.take(
    [
      { clientId: 1, clock: 0, state: state('marie', 'a') },
      { clientId: 2, clock: 0, state: state('paul', 'b') },
    ],
    0,
  )
  expect(others.list(new Set([1]))).toEqual([
    { client: 2, userId: 'paul', isThisDevice: false, activityId: 'b', cursor: null },
  ])
})

test('only what is newer is taken over', () => {
  const others = new RoomOthers()
  others.take([{ clientId: 1, clock: 5, state: state('marie', 'new') }], 0)
  others.take([{ clientId: 1, clock: 4, state: state('marie', 'old') }], 0)
  others.take([{ clientId: 1, clock: 5, state: state('marie', 'same') }], 0)
  others.take([{ clientId: 1, clock: 4, state: null }], 0)
  expect(shownBy(others)).toEqual(['new'])
})

test('who has left, or says nothing for 30 s, is gone', () => {
  const others = new RoomOthers()
  for (const clientId of [1, 2, 3])
    others.take([{ clientId, clock: 1, state: state('marie', `a${clientId}`) }], 0)
  others.take([{ clientId: 1, clock: 2, state: null }], 0)
  others.take([{ clientId: 2, clock: 2, state: state('marie', 'a2') }], 15_000)
  others.expire(29_999)
  expect(shownBy(others)).toEqual(['a2', 'a3'])
  others.expire(30_000)
  expect(shownBy(others)).toEqual(['a2'])
})

test('PRM-02 a state of nobody takes away what its client showed', () => {
  const others = new RoomOthers()
  others.take([{ clientId: 1, clock: 1, state: state('marie', 'a') }], 0)
  others.take([{ clientId: 1, clock: 2, state: { user: 5 } }], 0)
  expect(shownBy(others)).toEqual([])
})

test('PRM-02 at most 200 are listed, and those who are may go on', () => {
  const others = new RoomOthers()
  for (let clientId = 0; clientId < 300; clientId++)
    others.take([{ clientId, clock: 1, state: state('paul', 'a') }], 0)
  expect(others.list(nobody)).toHaveLength(200)
  others.take([{ clientId: 7, clock: 2, state: state('paul', 'b') }], 0)
  expect(others.list(nobody)[7]!.activityId).toBe('b')
})
