import { expect, test } from 'vitest'
import { ordersAfterMove } from './orders-after-move.ts'

const types = [
  { id: 'a', order: 1 },
  { id: 'b', order: 2 },
  { id: 'c', order: 3 },
]

test.each([
  ['c', null, [{ id: 'c', order: 0 }]],
  ['c', 'a', [{ id: 'c', order: 1.5 }]],
  ['a', 'b', [{ id: 'a', order: 2.5 }]],
  ['a', 'c', [{ id: 'a', order: 4 }]],
])('TYP-01 %s is moved behind %s by one write', (id, after, orders) => {
  expect(ordersAfterMove(types, id, after)).toEqual(orders)
})

test('TYP-01 where two stand in one place, all are numbered anew', () => {
  const tied = [
    { id: 'a', order: 1 },
    { id: 'b', order: 1 },
    { id: 'c', order: 3 },
  ]
  expect(ordersAfterMove(tied, 'c', 'a')).toEqual([
    { id: 'a', order: 1 },
    { id: 'c', order: 2 },
    { id: 'b', order: 3 },
  ])
})
