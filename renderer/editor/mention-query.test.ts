import { expect, test } from 'vitest'
import { matchingPeople, typedMention } from './mention-query.ts'

test.each([
  ['@', ''],
  ['Vu @pa', 'pa'],
  ['(@Paul Ma', 'Paul Ma'],
  ['« @é', 'é'],
  ['@@pa', undefined],
  ['paul@exemple', undefined],
  ['paul.@x', undefined],
  ['@ 14 h', undefined],
  ['rien', undefined],
  [`@${'x'.repeat(41)}`, undefined],
])('NOT-03 after %j the list is asked for %j', (line, query) => {
  expect(typedMention(line)).toBe(query)
})

const people = [
  { id: '1', name: 'Émilie Lefèvre' },
  { id: '2', name: 'Jean-Marc Le Goff' },
  { id: '3', name: 'Paul Martin' },
]

test.each([
  ['', ['1', '2', '3']],
  ['emi', ['1']],
  ['LEFEV', ['1']],
  ['le', ['1', '2']],
  ['goff jean', ['2']],
  ['marc', ['2']],
  ['ean', []],
  ['paul m', ['3']],
  ['paul martin dit', []],
  ['!', []],
])('NOT-03 %j finds people by the beginnings of their names', (query, ids) => {
  expect(matchingPeople(people, query).map(({ id }) => id)).toEqual(ids)
})
