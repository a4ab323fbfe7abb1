import { expect, test } from 'vitest'
import { splitMembers } from './team-members.ts'

test('TL-11 members who left are kept apart, the last to leave first', () => {
  const members = [
    { userId: 'claire', from: 1, to: null },
    { userId: 'paul', from: 1, to: 5 },
    { userId: 'sonia', from: 2, to: 9 },
  ]
  expect(splitMembers({ members })).toEqual({
    current: ['claire'],
    former: [
      { userId: 'sonia', from: 2, to: 9 },
      { userId: 'paul', from: 1, to: 5 },
    ],
  })
})
