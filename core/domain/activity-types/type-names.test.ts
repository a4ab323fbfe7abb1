import { expect, test } from 'vitest'
import { type NamedType, sameNames, sharedName } from './type-names.ts'

const type = (id: string, fr: string, other: Partial<NamedType> = {}): NamedType => ({
  ...{ id, name: { fr }, builtin: false, archivedAt: null },
  ...other,
})

test.each([
  [{ fr: ' Réunion' }, { fr: 'REUNION ' }, 'Réunion'],
  [{ fr: 'Salon', en: 'Fair' }, { fr: 'Foire', en: 'fair' }, 'Fair'],
  [{ fr: 'Salon' }, { en: 'Salons' }, undefined],
])('TYP-03 %o and %o share %s', (one, other, shared) => {
  expect(sharedName(one, other)).toBe(shared)
})

test('TYP-06 of three with one name, two are merged into the first', () => {
  const types = [type('c', 'Salon'), type('a', 'salon'), type('b', 'SALON'), type('d', 'Essai')]
  expect(sameNames(types).map(({ first, second }) => [first.id, second.id])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
  ])
})

test('TYP-06 a built-in type was there first, and archived types have their names for themselves', () => {
  const types = [
    type('a', 'Visite'),
    type('type-visit', 'Visite', { builtin: true }),
    type('b', 'Visite', { archivedAt: 5 }),
  ]
  expect(sameNames(types).map(({ first, second }) => [first.id, second.id])).toEqual([
    ['type-visit', 'a'],
  ])
})
