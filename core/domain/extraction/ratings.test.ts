import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

const outOfFive = { type: 'rating', min: 1, max: 5 } as const

describe('AIR-06 marks out of five', () => {
  test.each([
    ['fr', '4', '4'],
    ['fr', 'je dirais 4 sur 5', '4'],
    ['fr', '4/5', '4'],
    ['fr', 'cinq sur cinq', '5'],
    ['fr', 'quatre étoiles', '4'],
    ['fr', 'la note maximale', '5'],
    ['fr', 'la note minimale', '1'],
    ['fr', '3, non 4', '4?'],
    ['fr', 'pas 5, 4', '4?'],
    ['fr', 'au moins 4', '4?'],
    ['fr', '8 sur 10', 'ask other_scale'],
    ['fr', '80 %', 'ask other_scale'],
    ['fr', '3,5', 'ask weak_match'],
    ['fr', 'plutôt 3 ou 4', 'ask range'],
    ['fr', '6', 'ask out_of_range'],
    ['fr', '4 sur 5 pour la qualité, 3 sur 5 pour le prix', 'ask several'],
    ['en', '3 stars out of 5', '3'],
    ['fr', 'bien', 'none'],
    ['en', 'three stars', '3'],
    ['en', 'four out of five', '4'],
    ['en', 'top marks', '5'],
    ['en', '8/10', 'ask other_scale'],
    ['en', 'between 3 and 4', 'ask range'],
  ] as const)('AIR-06 %s «%s» is %s', (locale, reply, expected) => {
    expect(briefOf(readAs(locale, reply, outOfFive))).toBe(expected)
  })
})

test('AIR-06 a mark on another scale is proposed on that of the field', () => {
  expect(readAs('fr', '8 sur 10', outOfFive)).toMatchObject({ alternatives: [4] })
})

test('AIR-06 marks may begin at nought', () => {
  expect(briefOf(readAs('fr', 'zéro', { type: 'rating', min: 0, max: 10 }))).toBe('0')
})
