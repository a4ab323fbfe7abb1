import { expect, test } from 'vitest'
import { fetchOrder } from './fetch-order.ts'

const inOrder = (ids: readonly string[], sinceYear: number): string[] =>
  [...fetchOrder(ids, sinceYear)].sort(([, a], [, b]) => (a < b ? -1 : 1)).map(([id]) => id)

test('SYN-01 a first sync begins with people, then what is current with its customers, then older years', () => {
  const wanted = [
    'directory',
    'settings',
    'u/marie',
    'c/feuvert',
    'a/feuvert/2026',
    'a/feuvert/2026.2',
    'a/feuvert/2027',
    'c/norauto',
    'a/norauto/2026',
    'c/midas',
    'a/feuvert/2025',
    'a/midas/2025',
    'a/norauto/2019',
  ]
  expect(inOrder(wanted.toReversed(), 2026)).toEqual(wanted)
})

test('SYN-14 a kind of document of a later version is fetched, too', () => {
  expect(inOrder(['c/midas', 'x/later'], 2026)).toEqual(['x/later', 'c/midas'])
})
