import { describe, expect, test } from 'vitest'
import { briefOf, readAs } from './sample-slot.ts'

describe('AIR-05 of what was said twice the last counts, and is asked back', () => {
  test.each([
    ['fr', 'date', 'lundi, non plutôt jeudi', '2026-10-15?'],
    ['fr', 'date', 'plutôt vendredi que jeudi', '2026-10-16?'],
    ['en', 'date', 'Thursday, sorry, Friday', '2026-10-16?'],
    ['en', 'date', 'not Thursday, Friday', '2026-10-16?'],
    ['fr', 'integer', 'euh 12, enfin 13', '13?'],
    ['fr', 'integer', 'ils ont 3 points de vente, non 4 pardon', '4?'],
    ['fr', 'integer', 'douze, je veux dire treize', '13?'],
    ['en', 'integer', '12, no wait, 13', '13?'],
    ['en', 'integer', '12, I mean 13', '13?'],
    ['en', 'integer', '12, make that 13', '13?'],
    ['fr', 'percent', '10, non 15 pour cent', '15?'],
  ] as const)('AIR-05 %s %s «%s» is %s', (locale, type, reply, expected) => {
    expect(briefOf(readAs(locale, reply, { type }))).toBe(expected)
  })
})

test('AIR-05 what was taken back without another value is asked back', () => {
  expect(briefOf(readAs('fr', 'lundi, enfin à voir', { type: 'date' }))).toBe('2026-10-19?')
})
